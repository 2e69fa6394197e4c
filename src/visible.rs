//! Text from outside, made visible: nothing that a file or an argument holds may steer a terminal.

use std::fmt;
use std::io::{self, Write};

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

/// A stream that a terminal shows: what is written to it comes out as [`Visible`], but for tabs and the ends of lines.
pub(crate) struct Shown<'a> {
    out: &'a mut dyn Write,
    /// The begin of a character, or of the end of a line, of which the rest is still to be written.
    begun: Vec<u8>,
}

impl<'a> Shown<'a> {
    /// What is written comes out here.
    pub(crate) const fn new(out: &'a mut dyn Write) -> Self {
        Self { out, begun: Vec::new() }
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
                words.split('\t').map(|word| Visible(word).to_string()).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the parts in which a text is written, it comes out the same.
    #[test]
    fn a_terminal_gets_lines_and_tabs_and_nothing_that_steers_it() {
        let text = "a\tb\r\né€\u{1f600}\u{1b}[2J\rb\u{202e}\u{9b}x\n";
        let shown = "a\tb\r\né€\u{1f600}\\u{1b}[2J\\u{d}b\\u{202e}\\u{9b}x\n";
        for at_once in 1..=text.len() {
            let mut out = Vec::new();
            let mut terminal = Shown::new(&mut out);
            let written =
                text.as_bytes().chunks(at_once).try_for_each(|part| terminal.write_all(part));
            assert!(written.and_then(|()| terminal.flush()).is_ok());
            assert_eq!(String::from_utf8(out).as_deref(), Ok(shown), "{at_once} at once");
        }
        let mut out = Vec::new();
        let mut terminal = Shown::new(&mut out);
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
