//! Names of files with `*` for any text and `?` for one character.

/// Whether a name fits a pattern, letter case aside.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let folded = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    let (pattern, name) = (folded(pattern), folded(name));
    let (mut at, mut of) = (0, 0);
    // where the last `*` stands, and how much of the name it has taken
    let mut star: Option<(usize, usize)> = None;
    while let Some(character) = name.get(at) {
        match pattern.get(of) {
            Some('*') => {
                star = Some((of, at));
                of += 1;
            }
            Some(wanted) if *wanted == '?' || wanted == character => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((position, taken)) = star else { return false };
                star = Some((position, taken + 1));
                at = taken + 1;
                of = position + 1;
            }
        }
    }
    pattern.iter().skip(of).all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, name) in [
            ("bus-2018-*.csv", "bus-2018-01.csv"),
            ("BUS-2018-??.csv", "bus-2018-12.CSV"),
            ("*", "anything"),
            ("*a*b", "xaxbxab"),
            ("uitkeringen.csv", "Uitkeringen.csv"),
            ("é?.csv", "É1.csv"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in
            [("bus-?.csv", "bus-12.csv"), ("*.csv", "a.csv.gz"), ("a*b", "ba"), ("", "a")]
        {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
