use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_goes_in_comes_out(rows in prop::collection::vec(
        (any::<u64>(), 0..9_u64, Just(7_u64), 0..70_000_u64), 0..200)) {
        let mut unpacked = Unpacked::<4>::new(None);
        for part in rows.chunks(60) {
            for (a, b, c, d) in part {
                unpacked.push(&[*a, *b, *c, *d]);
            }
            let packed = unpacked.seal();
            prop_assert_eq!(packed.rows(), part.len());
            for (index, (a, b, c, d)) in part.iter().enumerate() {
                prop_assert_eq!(packed.row::<4>(index), [*a, *b, *c, *d]);
                prop_assert_eq!(packed.get(index, 3), *d);
            }
            prop_assert_eq!(unpacked.rows(), 0);
        }
    }

    #[test]
    fn rows_lie_by_the_share_of_their_person(persons in prop::collection::vec(0..300_u64, 0..500)) {
        let mut unpacked = Unpacked::<2>::new(Some(1));
        for (number, person) in (0..).zip(&persons) {
            unpacked.push(&[number, *person]);
        }
        let packed = unpacked.seal();
        let mut expected: Vec<[u64; 2]> = (0..).zip(persons).map(|(number, person)| [number, person]).collect();
        expected.sort_by_key(|[_, person]| share(*person));
        let rows = |shares| packed.of_shares(&shares).map(|row| packed.row::<2>(row as usize));
        prop_assert_eq!(rows(0..SHARES + 1).collect::<Vec<_>>(), expected);
        for one in 0..=SHARES {
            prop_assert!(rows(one..one + 1).all(|[_, person]| share(person) == one));
        }
    }
}

#[test]
fn narrow_columns_take_few_bytes_and_empty_ones_none() {
    let mut unpacked = Unpacked::<4>::new(None);
    for number in 0..8_000 {
        unpacked.push(&[0, 60_000 + number % 16, number % 2, u64::MAX >> 40]);
    }
    assert_eq!(unpacked.seal().bytes(), 8_000 * (2 + 1 + 3) + WORD);
}
