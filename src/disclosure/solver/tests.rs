//! What the pass promises on bare tables, against attackers who try everything.
use super::bare::{BareTables, InnerGroup, Protected};
use super::problem::LEAST_WIDTH;
use super::protect::Passes;

/// A table of rows and columns with all its margins, from the counts of its inner cells.
fn crossed(rows: usize, columns: usize, counts: &[u32], threshold: i64) -> BareTables {
    let mut cells: Vec<Vec<usize>> = (0..rows * columns).map(|inner| vec![inner]).collect();
    cells.extend((0..rows).map(|row| (row * columns..(row + 1) * columns).collect::<Vec<_>>()));
    cells.extend(
        (0..columns).map(|column| (0..rows).map(|row| row * columns + column).collect::<Vec<_>>()),
    );
    cells.push((0..rows * columns).collect());
    let inner = counts.iter().map(|count| InnerGroup::Count(*count)).collect();
    BareTables { inner, cells, freq: Vec::new(), threshold }
}

fn protected(tables: &BareTables) -> Protected {
    tables.protect(Passes::ALL).unwrap()
}

fn sums(tables: &BareTables, inner: &[u32]) -> Vec<u32> {
    tables.cells.iter().map(|cell| cell.iter().map(|group| inner[*group]).sum()).collect()
}

/// Calls `each` with every way to put up to `persons` persons in so many groups.
fn every_table(groups: usize, persons: u32, each: &mut dyn FnMut(&[u32])) {
    fn fill(counts: &mut Vec<u32>, groups: usize, left: u32, each: &mut dyn FnMut(&[u32])) {
        if counts.len() == groups {
            return each(counts);
        }
        for count in 0..=left {
            counts.push(count);
            fill(counts, groups, left - count, each);
            counts.pop();
        }
    }
    fill(&mut Vec::new(), groups, persons, each);
}

/// How far apart the lowest and highest value of a cell are, over every table that agrees with what is shown and has
/// a person in the group that an insider knows; `None` where no insider could be.
fn true_width(
    tables: &BareTables,
    candidates: &[(Vec<u32>, Vec<u32>)],
    shown: &[(usize, u32)],
    cell: usize,
    insider: Option<usize>,
) -> Option<u32> {
    assert!(cell < tables.cells.len());
    let agrees = |(inner, sums): &&(Vec<u32>, Vec<u32>)| {
        insider.is_none_or(|group| inner[group] > 0)
            && shown.iter().all(|(place, count)| sums[*place] == *count)
    };
    let values = candidates.iter().filter(agrees).map(|(_, sums)| sums[cell]);
    let (low, high) = values.fold((u32::MAX, 0), |(low, high), of| (low.min(of), high.max(of)));
    (low <= high).then(|| high - low)
}

/// Every table of two by two with up to six persons, against every other table of up to ten.
#[test]
fn no_table_of_up_to_six_persons_gives_a_hidden_count_away() {
    let mut candidates = Vec::new();
    let shape = crossed(2, 2, &[0; 4], 3);
    every_table(4, 10, &mut |inner| candidates.push((inner.to_vec(), sums(&shape, inner))));
    let mut checked = 0;
    every_table(4, 6, &mut |inner| {
        let tables = crossed(2, 2, inner, 3);
        let counts = sums(&tables, inner);
        let hidden = protected(&tables).hidden;
        let shown: Vec<(usize, u32)> = (0..counts.len())
            .filter(|cell| !hidden.contains(cell))
            .map(|cell| (cell, counts[cell]))
            .collect();
        assert!(shown.iter().all(|(_, count)| !(1..3).contains(count)), "{inner:?}");
        for cell in hidden {
            let insiders = (0..inner.len()).filter(|group| inner[*group] > 0).map(Some);
            for insider in insiders.chain([None]) {
                let width = true_width(&tables, &candidates, &shown, cell, insider);
                let width = width.map_or(0, i64::from);
                assert!(width >= LEAST_WIDTH, "{inner:?}: cell {cell}, {insider:?}: {width}");
                checked += 1;
            }
        }
    });
    assert!(checked > 3000, "{checked}");
}

/// Counts that look like those of a small town: many zeros and ones, a few large ones.
fn town(seed: u64, groups: usize) -> Vec<u32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state >> 40).unwrap()
    };
    (0..groups)
        .map(|_| match next() % 8 {
            0 | 1 => 0,
            2 | 3 => 1 + next() % 9,
            4 | 5 => 10 + next() % 30,
            _ => 40 + next() % 200,
        })
        .collect()
}

/// The widths that an attacker leaves, outsiders and insiders together.
fn narrowest(protected: &Protected) -> i64 {
    let widths = protected.primary.iter().map(|found| {
        let of = |low, high: Option<i64>| high.map_or(i64::MAX, |high| high - low);
        of(found.low, found.high).min(of(found.insider_low, found.insider_high))
    });
    widths.min().unwrap_or(i64::MAX)
}

const SHAPES: [(usize, usize); 3] = [(3, 4), (4, 4), (2, 6)];

fn towns() -> impl Iterator<Item = BareTables> {
    (0..24).map(|seed| {
        let (rows, columns) = SHAPES[usize::try_from(seed).unwrap() % SHAPES.len()];
        crossed(rows, columns, &town(seed, rows * columns), 10)
    })
}

/// Two counts that are three together: each can be anything from 0 to 3, unless one of the three is known.
fn three_people() -> BareTables {
    crossed(1, 3, &[1, 2, 50], 10)
}

/// A table of which more is hidden on the way than must be.
fn with_more_than_needed() -> BareTables {
    crossed(3, 4, &[11, 6, 78, 9, 13, 2, 0, 0, 0, 0, 157, 106], 10)
}

#[test]
fn every_step_is_needed() {
    let (mut exact, mut narrow, mut known, mut pruned) = (0, 0, 0, 0);
    for tables in towns().chain([three_people(), with_more_than_needed()]) {
        let with = |steps| tables.protect(steps).unwrap();
        let whole = with(Passes::ALL);
        assert!(narrowest(&whole) >= LEAST_WIDTH);
        let nothing = Passes { elimination: false, attack: false, ..Passes::ALL };
        exact += usize::from(narrowest(&with(nothing)) == 0);
        let elimination = with(Passes { attack: false, ..Passes::ALL });
        let outside = |found: &Protected| {
            found.primary.iter().filter_map(|of| Some(of.high? - of.low)).min().unwrap_or(i64::MAX)
        };
        assert!(outside(&elimination) > 0, "elimination leaves nothing that follows exactly");
        narrow += usize::from(outside(&elimination) < LEAST_WIDTH);
        let outsiders = with(Passes { insiders: false, ..Passes::ALL });
        assert!(outside(&outsiders) >= LEAST_WIDTH);
        known += usize::from(narrowest(&outsiders) < LEAST_WIDTH);
        let unpruned = with(Passes { pruning: false, ..Passes::ALL });
        assert!(narrowest(&unpruned) >= LEAST_WIDTH);
        pruned += usize::from(unpruned.hidden.len() > whole.hidden.len());
    }
    assert!(exact > 0, "without any step some count follows exactly");
    assert!(narrow > 0, "without the attacker some count is narrowed down");
    assert!(known > 0, "without insiders some count is narrowed down by one");
    assert!(pruned > 0, "without pruning more is hidden");
}

/// Zeros that are added, and the order of cells and groups, change nothing for whom it concerns.
#[test]
fn the_order_of_rows_and_extra_zeros_do_not_matter() {
    for tables in towns().take(9) {
        let plain = protected(&tables);
        let mut wider = tables.clone();
        wider.inner.push(InnerGroup::Count(0));
        wider.cells.push(vec![tables.inner.len()]);
        if let Some(total) = wider.cells.get_mut(tables.cells.len() - 1) {
            total.push(tables.inner.len());
        }
        assert_eq!(protected(&wider), plain, "a row of zeros is shown and changes nothing");
        let last = tables.cells.len() - 1;
        let groups = tables.inner.len();
        let mut turned = tables.clone();
        turned.inner.reverse();
        turned.cells.reverse();
        let groups_of =
            |cell: &mut Vec<usize>| cell.iter_mut().for_each(|of| *of = groups - 1 - *of);
        turned.cells.iter_mut().for_each(groups_of);
        let found = protected(&turned);
        let primary = |found: &Protected| {
            let mut counts: Vec<i64> = found.primary.iter().map(|of| of.freq).collect();
            counts.sort_unstable();
            counts
        };
        assert_eq!(primary(&found), primary(&plain));
        assert!(narrowest(&found) >= LEAST_WIDTH);
        let hidden: Vec<usize> = found.hidden.iter().rev().map(|cell| last - cell).collect();
        let counts = |hidden: &[usize]| hidden.len();
        assert!(counts(&hidden).abs_diff(counts(&plain.hidden)) <= 1, "{hidden:?} {plain:?}");
    }
}

#[test]
fn cells_of_the_same_groups_are_one_cell() {
    let mut tables = crossed(2, 2, &[3, 20, 30, 40], 10);
    tables.cells.push(vec![0]);
    let hidden = protected(&tables).hidden;
    assert!(hidden.contains(&0) && hidden.contains(&(tables.cells.len() - 1)), "{hidden:?}");
}

#[test]
fn tables_that_cannot_be_are_refused() {
    let read = |json: &str| serde_json::from_str::<BareTables>(json).unwrap();
    let refused = |json| read(json).protect(Passes::ALL).unwrap_err().to_string();
    let two = r#"{"inner":["a"],"cells":[[0],[0]],"freq":[3,4],"threshold":10}"#;
    assert!(refused(two).contains("their counts differ"));
    let none = r#"{"inner":["a"],"cells":[[1]],"freq":[3],"threshold":10}"#;
    assert!(refused(none).contains("inner group 1"));
    let low = r#"{"inner":["a"],"cells":[[0]],"freq":[3],"threshold":2}"#;
    assert!(refused(low).contains("at least 3"));
}
