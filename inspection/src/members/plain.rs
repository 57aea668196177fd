//! Plain values as documents hold them: texts, numbers, days, lists. Decimals,
//! days and ids are texts of one form.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{FromJson, Member};
use crate::by_key::ByKey;
use crate::{exact, moment};

impl FromJson for String {
    fn from_json(from: &Member<'_>) -> Self {
        from.text().to_owned()
    }
}

impl FromJson for bool {
    fn from_json(from: &Member<'_>) -> Self {
        let flag = from.value.and_then(Value::as_bool);
        flag.unwrap_or_else(|| {
            from.fail("true or false");
            false
        })
    }
}

macro_rules! integers {
    ($($number:ident)*) => {$(
        impl FromJson for $number {
            fn from_json(from: &Member<'_>) -> Self {
                Self::try_from(from.integer()).unwrap_or_else(|_| {
                    from.fail("a number of this size");
                    0
                })
            }
        }
    )*};
}

integers!(i16 i64 u16 u32 u64);

/// Whatever it says.
impl FromJson for Value {
    fn from_json(from: &Member<'_>) -> Self {
        from.value.cloned().unwrap_or_default()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(from: &Member<'_>) -> Self {
        (!from.is_null()).then(|| T::from_json(from))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(from: &Member<'_>) -> Self {
        let mut list = Self::new();
        from.each(&mut |from| list.push(T::from_json(from)));
        list
    }
}

impl FromJson for ByKey<String, String> {
    fn from_json(from: &Member<'_>) -> Self {
        let mut texts = Self::new();
        if let Some(Value::Object(members)) = from.value {
            for name in members.keys() {
                texts.insert(name.clone(), from.get(name));
            }
        } else {
            from.fail("an object");
        }
        texts
    }
}

impl FromJson for DateTime<Utc> {
    fn from_json(from: &Member<'_>) -> Self {
        from.says("a moment of RFC 3339", moment::read)
            .unwrap_or_default()
    }
}

impl FromJson for NaiveDate {
    fn from_json(from: &Member<'_>) -> Self {
        from.says("a day", moment::read_day).unwrap_or_default()
    }
}

impl FromJson for Decimal {
    fn from_json(from: &Member<'_>) -> Self {
        from.says("a plain decimal of at most nine decimals", exact::read)
            .unwrap_or_default()
    }
}

impl FromJson for Uuid {
    fn from_json(from: &Member<'_>) -> Self {
        from.says("a UUID", |text| Uuid::try_parse(text).ok())
            .unwrap_or_default()
    }
}
