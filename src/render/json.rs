//! A value of JSON: keys keep their order, and a number is written exactly as its text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::period::Period;
use crate::report::{FigureId, TableId};

/// A value of JSON.
#[derive(Debug)]
pub(crate) enum Json<'a> {
    /// What is not there.
    Null,
    /// Whether something is so.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// Values by key, in the order in which they are written.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
    /// A value that is written on one line.
    Line(Box<RawValue>),
}

/// An object of these keys, in this order.
macro_rules! object {
    ($($key:literal: $value:expr),+ $(,)?) => {
        $crate::render::json::Json::Object(vec![
            $(($key.into(), $crate::render::json::Json::from($value))),+
        ])
    };
}
pub(crate) use object;

impl<'a> Json<'a> {
    /// The value on one line, wherever it stands.
    pub(crate) fn on_one_line(self) -> serde_json::Result<Self> {
        Ok(Self::Line(to_raw_value(&self)?))
    }

    /// A list of what can be values.
    pub(crate) fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(T::into).collect())
    }

    /// A text, or nothing where it is empty.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }

    /// A number from its text, or nothing.
    pub(crate) fn number(number: Option<String>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(is_so) => serializer.serialize_bool(*is_so),
            Self::Number(number) => {
                RawValue::from_string(number.clone()).map_err(Error::custom)?.serialize(serializer)
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(pairs) => serializer.collect_map(pairs.iter().map(|(key, of)| (key, of))),
            Self::Line(value) => value.serialize(serializer),
        }
    }
}

/// What can be a value as it is, and which.
macro_rules! values {
    ($($of:ty: |$value:ident| $json:expr;)+) => {
        $(impl<'a> From<$of> for Json<'a> {
            fn from($value: $of) -> Self {
                $json
            }
        })+
    };
}

values! {
    bool: |is_so| Self::Bool(is_so);
    i32: |number| Self::Number(number.to_string());
    u64: |number| Self::Number(number.to_string());
    usize: |number| Self::Number(number.to_string());
    &'a str: |text| Self::Text(text.into());
    &'a String: |text| Self::Text(text.into());
    String: |text| Self::Text(text.into());
    Cow<'a, str>: |text| Self::Text(text);
    FigureId: |figure| figure.id().into();
    TableId: |table| table.id().into();
}

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, T::into)
    }
}

impl<'a, T: Into<Json<'a>>> From<Vec<T>> for Json<'a> {
    fn from(values: Vec<T>) -> Self {
        Self::list(values)
    }
}

/// An object with its keys in the order of the map.
impl<'a, K: ToString, V: Into<Json<'a>>> From<BTreeMap<K, V>> for Json<'a> {
    fn from(values: BTreeMap<K, V>) -> Self {
        let pairs = values.into_iter().map(|(key, value)| (key.to_string().into(), value.into()));
        Self::Object(pairs.collect())
    }
}

impl From<Period> for Json<'_> {
    fn from(period: Period) -> Self {
        object! {
            "label": period.to_string(),
            "from": period.from().to_string(),
            "to": period.to().to_string(),
        }
    }
}
