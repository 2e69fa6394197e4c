//! Payments by the month they are for.

use super::dimension::Traits;
use super::fact::{Condition, Fact, Place, Sink};
use super::figure::Unit;
use super::group::{Parts, keyed, part_count};
use super::unit::Context;
use crate::dataset::kind::{Field, FileKind};
use crate::record::{Payment, Records, column};

/// How many payments equal another one on the same case in everything. They all count: two equal amounts may be
/// two payments; but a file that was pasted twice shows here.
pub(crate) fn repeats(records: &Records) -> u64 {
    let Some(store) = &records.payments else { return 0 };
    if !records.has(FileKind::Payments, Field::CaseId) {
        return 0; // many people get the same amount
    }
    let parts = Parts::new(store, column::PAYMENT_CASE, part_count(store.rows()));
    let of_part = |part| {
        let rows = keyed(&parts, part, store, column::PAYMENT_CASE);
        let said = |id| {
            let mut row = store.row::<{ column::PAYMENT_COLUMNS }>(id);
            row[column::PAYMENT_COLUMNS - 1] = 0; // the line is not part of what a row says
            row
        };
        let mut rows: Vec<_> = rows.into_iter().map(|(_, id)| said(id)).collect();
        rows.sort_unstable();
        let all = rows.len();
        rows.dedup();
        u64::try_from(all - rows.len()).unwrap_or(0)
    };
    (0..parts.count()).map(of_part).sum()
}

/// The facts of all payments: each counts in the periods that hold the whole of its month.
pub(crate) fn visit(context: &Context<'_>, sink: &mut impl Sink) {
    let Some(store) = &context.records.payments else { return };
    let traits = Traits::default();
    for id in store.ids() {
        let payment = Payment::decode(store.row(id));
        let scope = context.scopes.get(payment.municipality as usize).copied().flatten();
        let both = [0, scope.unwrap_or(0)];
        let scopes = if scope.is_some() { &both[..] } else { &both[..1] };
        for (period, window) in context.windows.iter().enumerate() {
            if payment.month >= window.from && payment.month.last_of_month() <= window.to {
                let weight = i128::from(payment.amount);
                let moment = window.on(payment.month);
                let fact = Fact {
                    unit: Unit::Euro,
                    condition: Condition::Paid,
                    weight,
                    traits: &traits,
                    moment,
                };
                sink.take(Place { scopes, period }, &fact);
            }
        }
    }
}
