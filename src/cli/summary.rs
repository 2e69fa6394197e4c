//! `outflow summary`: what its help says; its options are those of a text.

/// What `--help` says of the command; `-h` has one line.
pub(super) const ABOUT: &str = "\
Put the report on one page of A4, for council and board: how the number of benefits moved and by what, four numbers,
two charts, twelve indicators in up to three periods, what was paid, and what a reader should know. What does
not fit is left out from below, never made smaller. Small counts are hidden, as by --publish, unless
--internal is given; the second line says which. The third period and the course by month are shown with
--internal only: their small counts are not assessed for hiding.";

/// The examples in its help.
pub(super) const EXAMPLES: &str = "\
Examples:
  outflow summary --year 2018 --output 2018.html          a page that prints on one A4
  outflow summary --year 2018 --output 2018.docx          a document to be finished by hand
  outflow summary --year 2018 --internal                  for those who may see every number
  outflow summary --period 2021-H1 --lang nl --data data/maasgouw";
