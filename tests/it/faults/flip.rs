//! Every byte of a good export changed in several ways: no crash, the account of rows holds, no identifier is shown.

use super::privacy::holds_number;
use crate::properties::{hold, rows_read};

const EXPORT: &str = "case_id;person_id;start;end;end_reason;birth_date;sex;monthly_amount\n\
    481516234;111222333;01-02-2018;;;1980-01-31;1;1.234,50\n\
    481516235;123456782;2017-03-05;2018-06-04;11;1975-12-01;V;800,00\n\
    481516235;111222333;20170305;00000000;n.v.t.;;man;€ 12,-\n";

/// What a byte is changed into.
fn changes(byte: u8) -> [u8; 6] {
    [byte ^ 1, byte ^ 0x80, b'"', b';', b'\n', 0]
}

#[test]
fn every_byte_changed() {
    let good = EXPORT.as_bytes();
    for at in 0..good.len() {
        for change in changes(good[at]) {
            let mut export = good.to_vec();
            export[at] = change;
            let made = hold(&export);
            let said = made.stdout + &made.stderr;
            for number in ["111222333", "123456782", "481516234", "481516235"] {
                assert!(!holds_number(&said, number), "byte {at} to {change}: {said}");
            }
            if at % 7 == 0 {
                account_holds(&export);
            }
        }
    }
}

/// Where no quote is about, every line below the header is a row that is read, or blank.
fn account_holds(export: &[u8]) {
    let Some(read) = rows_read(export) else { return };
    if export.contains(&b'"') {
        return;
    }
    let lines = export.split(|byte| matches!(byte, b'\n' | b'\r'));
    let is_blank = |line: &&[u8]| !line.iter().all(|byte| matches!(byte, b';' | b' '));
    let rows = lines.filter(is_blank).count() - 1;
    assert_eq!(read, rows as u64, "{}", String::from_utf8_lossy(export));
}
