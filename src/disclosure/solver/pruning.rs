//! Pruning: what was hidden on the way and turns out not to be needed is shown again, what is worth most first.

use super::protect::Suppressor;

impl Suppressor<'_> {
    /// Shows every count again that is hidden for the sake of others and without which they stay safe.
    pub(super) fn prune(&mut self) {
        for &number in &self.problem.order {
            if self.hiding.hidden[number] && !self.problem.quantities[number].primary {
                self.try_to_show(number);
            }
        }
    }

    /// Shows a count, and hides it again where some other one is no longer safe. Only those are looked at that were
    /// shown to be safe by way of this count.
    fn try_to_show(&mut self, number: usize) {
        self.hiding.hidden[number] = false;
        let leans_on = |proof: &Option<Vec<usize>>| {
            proof.as_ref().is_some_and(|unknown| unknown.contains(&number))
        };
        let mut leaning: Vec<usize> = (0..self.proofs.len())
            .filter(|of| *of != number && leans_on(&self.proofs[*of]))
            .filter(|of| self.problem.is_target(&self.hiding, *of))
            .collect();
        // what stands in an equation with it suffers first
        let beside = self.feasible.beside(number);
        leaning.sort_by_key(|of| !beside.contains(of));
        let mut proofs = Vec::new();
        for of in leaning {
            let Ok(proof) = self.verify(of) else {
                self.hiding.hidden[number] = true;
                return;
            };
            proofs.push((of, proof));
        }
        for (of, proof) in proofs {
            self.proofs[of] = Some(proof);
        }
        self.proofs[number] = None;
    }
}
