//! Payments by the month they are for.

use super::dimension::Traits;
use super::fact::{Basis, Condition, Fact, Place, Sink};
use super::figure::Unit;
use super::unit::Context;
use crate::record::Payment;

/// The facts of all payments: each counts in the periods that hold the whole of its month.
pub(crate) fn visit(context: &Context<'_>, sink: &mut impl Sink) {
    let Some(store) = &context.records.payments else { return };
    let traits = Traits::default();
    for id in store.ids() {
        let payment = Payment::decode(store.row(id));
        let scope = context.scopes.get(payment.municipality as usize).copied().flatten();
        let both = [0, scope.unwrap_or(0)];
        let scopes = if scope.is_some() { &both[..] } else { &both[..1] };
        let end = payment.month.last_of_month();
        for (period, window) in context.touched(payment.month, end) {
            if payment.month >= window.from && end <= window.to {
                let weight = i128::from(payment.amount);
                let moment = window.on(payment.month);
                let fact = Fact {
                    unit: Unit::Euro,
                    condition: Condition::Paid,
                    weight,
                    traits: &traits,
                    moment,
                    basis: Basis { payment: Some(id), ..Basis::default() },
                };
                sink.take(Place { scopes, period }, &fact);
            }
        }
    }
}
