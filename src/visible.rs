//! Text from outside, made visible: nothing that a file or an argument holds may steer a terminal.

use std::fmt;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

/// Shows a text with control, bidirectional and zero-width characters as escapes (`\u{1b}`).
#[derive(Debug, Clone, Copy)]
pub struct Visible<'a>(pub &'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if is_hidden(character) {
                write!(f, "{}", character.escape_unicode())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

/// The styles that this program writes itself, which a terminal may take as they are.
const STYLES: [&str; 4] = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[33m", "\u{1b}[0m"];

/// What a terminal takes as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terminal {
    /// Bold, faint and yellow.
    pub(crate) styles: bool,
    /// UTF-8; else what reports draw with comes out in ASCII.
    pub(crate) utf8: bool,
}

impl Terminal {
    fn show(self, word: &str) -> String {
        if let Some((style, at)) = self.first_style(word) {
            let (before, after) = (&word[..at], &word[at + style.len()..]);
            return self.show(before) + style + &self.show(after);
        }
        let visible = Visible(word).to_string();
        if self.utf8 { visible } else { visible.chars().map(in_ascii).collect() }
    }

    /// The style that a text has first, and where.
    fn first_style(self, word: &str) -> Option<(&'static str, usize)> {
        let found = STYLES.into_iter().filter_map(|style| Some((style, word.find(style)?)));
        found.min_by_key(|(_, at)| *at).filter(|_| self.styles)
    }
}

/// The nearest there is in ASCII to a character that reports draw with; letters stay as they are.
fn in_ascii(character: char) -> String {
    match character {
        '─' | '−' | '–' | '—' => "-".to_owned(),
        '€' => "EUR".to_owned(),
        '·' => ".".to_owned(),
        '…' => "...".to_owned(),
        '×' => "x".to_owned(),
        '÷' => "/".to_owned(),
        '→' => "->".to_owned(),
        '“' | '”' => "\"".to_owned(),
        '▁'..='█' | '▉'..='▏' => "#".to_owned(),
        other => other.to_string(),
    }
}

/// A stream that a terminal shows: what is written to it comes out as [`Visible`], but for tabs and the ends of lines.
pub(crate) struct Shown<'a> {
    out: &'a mut dyn Write,
    /// What of it the terminal takes as it is.
    terminal: Terminal,
    /// The begin of a character, or of the end of a line, of which the rest is still to be written.
    begun: Vec<u8>,
}

impl<'a> Shown<'a> {
    /// What is written comes out here.
    pub(crate) const fn new(out: &'a mut dyn Write, terminal: Terminal) -> Self {
        Self { out, terminal, begun: Vec::new() }
    }

    /// Writes so many of the bytes that are begun.
    fn show(&mut self, count: usize) -> io::Result<()> {
        let text: Vec<u8> = self.begun.drain(..count).collect();
        let text = String::from_utf8_lossy(&text);
        for line in text.split_inclusive('\n') {
            let words =
                line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
            let (words, end) = line.split_at(words.len());
            let words: Vec<String> =
                words.split('\t').map(|word| self.terminal.show(word)).collect();
            self.out.write_all((words.join("\t") + end).as_bytes())?;
        }
        Ok(())
    }
}

impl Write for Shown<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        self.show(self.begun.len() - unfinished(&self.begun))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.show(self.begun.len())?;
        self.out.flush()
    }
}

/// How many bytes at the end are the begin of something.
fn unfinished(bytes: &[u8]) -> usize {
    let is_within = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let within = bytes.iter().rev().take_while(|byte| is_within(byte)).count();
    match bytes.iter().rev().nth(within) {
        Some(b'\r') if within == 0 => 1,
        Some(first) if (within + 2..=4).contains(&(first.leading_ones() as usize)) => within + 1,
        _ => 0,
    }
}

/// Whether a character is invisible or changes how its neighbours are shown.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A path as text: bytes that are not UTF-8 as `\xff`.
pub fn show_path(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Terminal = Terminal { styles: false, utf8: true };

    #[test]
    fn only_own_styles_reach_a_terminal_and_only_where_they_are_on() {
        let text = "\u{1b}[1mbold\u{1b}[0m \u{1b}[31m";
        let styled = Terminal { styles: true, utf8: true };
        assert_eq!(styled.show(text), "\u{1b}[1mbold\u{1b}[0m \\u{1b}[31m");
        assert_eq!(PLAIN.show(text), "\\u{1b}[1mbold\\u{1b}[0m \\u{1b}[31m");
    }

    #[test]
    fn a_terminal_without_utf_8_gets_what_is_drawn_in_ascii() {
        let old = Terminal { styles: false, utf8: false };
        assert_eq!(old.show("── −254 · € 3,6 ▁█▏ é"), "-- -254 . EUR 3,6 ### é");
    }

    /// Whatever the parts in which a text is written, it comes out the same.
    #[test]
    fn a_terminal_gets_lines_and_tabs_and_nothing_that_steers_it() {
        let text = "a\tb\r\né€\u{1f600}\u{1b}[2J\rb\u{202e}\u{9b}x\n";
        let shown = "a\tb\r\né€\u{1f600}\\u{1b}[2J\\u{d}b\\u{202e}\\u{9b}x\n";
        for at_once in 1..=text.len() {
            let mut out = Vec::new();
            let mut terminal = Shown::new(&mut out, PLAIN);
            let written =
                text.as_bytes().chunks(at_once).try_for_each(|part| terminal.write_all(part));
            assert!(written.and_then(|()| terminal.flush()).is_ok());
            assert_eq!(String::from_utf8(out).as_deref(), Ok(shown), "{at_once} at once");
        }
        let mut out = Vec::new();
        let mut terminal = Shown::new(&mut out, PLAIN);
        assert!(terminal.write_all(b"a\xff\x9b\xe2\x82").and_then(|()| terminal.flush()).is_ok());
        assert_eq!(String::from_utf8(out).as_deref(), Ok("a\u{fffd}\u{fffd}\u{fffd}"));
    }

    #[test]
    fn hidden_characters_are_shown_as_escapes() {
        assert_eq!(
            Visible("a\u{1b}[31mb\u{202e}c\u{200b}é€").to_string(),
            "a\\u{1b}[31mb\\u{202e}c\\u{200b}é€"
        );
    }
}
