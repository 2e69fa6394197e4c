//! Payments by the month they are for.

use rayon::prelude::*;

use super::context::Context;
use super::dimension::Characteristics;
use super::fact::{Basis, Condition, Fact, Place, Sink};
use super::unit::Unit;
use crate::dataset::kind::{Field, FileKind};
use crate::record::{Payment, Records, column};

/// How many payments equal another one on the same case in everything. They all count: two equal amounts may be
/// two payments; but a file that was pasted twice shows here.
pub(crate) fn repeats(records: &Records) -> u64 {
    let Some(store) = &records.payments else { return 0 };
    if !records.has(FileKind::Payments, Field::CaseId) {
        return 0; // many people get the same amount
    }
    let said = |id| {
        let mut row = store.row::<{ column::PAYMENT_COLUMNS }>(id);
        row[column::PAYMENT_COLUMNS - 1] = 0; // the line is not part of what a row says
        row
    };
    let of_a_case = |row: &[u64; column::PAYMENT_COLUMNS]| row[column::PAYMENT_CASE] != 0;
    let mut rows: Vec<_> = store.ids().map(said).filter(of_a_case).collect();
    rows.par_sort_unstable();
    let again = rows.windows(2).filter(|pair| pair[0] == pair[1]).count();
    u64::try_from(again).unwrap_or(u64::MAX)
}

/// The facts of all payments: each counts in the periods that hold the whole of its month.
pub(crate) fn visit(context: &Context<'_>, sink: &mut impl Sink) {
    let Some(store) = &context.records.payments else { return };
    let characteristics = Characteristics::default();
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
                    characteristics: &characteristics,
                    moment,
                    basis: Basis { payment: Some(id), ..Basis::default() },
                };
                sink.take(Place { scopes, period }, &fact);
            }
        }
    }
}
