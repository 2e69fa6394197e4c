//! Sentences with `{name}` where a value goes.

/// Puts the value of every `{name}` in its place, in one pass: a value that itself holds braces stays as it is.
///
/// `None` where a name has no value.
pub(crate) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&value(name)?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        let value = |name: &str| (name == "a").then(|| "{b}".to_owned());
        assert_eq!(fill("x {a} y", value).as_deref(), Some("x {b} y"));
        assert_eq!(fill("{a}{c}", value), None);
        assert_eq!(fill("plain", value).as_deref(), Some("plain"));
    }
}
