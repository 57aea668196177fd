//! Counts that are added member to member, and told as numbers one after another.

/// What is told as numbers, in the order of its members.
pub(crate) trait Numbers: Sized {
    /// Appends them.
    fn put(&self, into: &mut Vec<u64>);
    /// Reads as many as there are; `None` where some are missing or too large.
    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self>;
}

impl Numbers for u32 {
    fn put(&self, into: &mut Vec<u64>) {
        into.push((*self).into());
    }

    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
        from.next()?.try_into().ok()
    }
}

impl Numbers for u64 {
    fn put(&self, into: &mut Vec<u64>) {
        into.push(*self);
    }

    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
        from.next()
    }
}

/// Adds member to member, and tells members as numbers one after another.
macro_rules! add {
    ($($type:ident { $($member:ident)* })*) => {$(
        impl AddAssign for $type {
            fn add_assign(&mut self, other: Self) {
                $(self.$member += other.$member;)*
            }
        }

        impl crate::tally::Numbers for $type {
            fn put(&self, into: &mut Vec<u64>) {
                $(self.$member.put(into);)*
            }

            fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
                Some(Self { $($member: crate::tally::Numbers::take(from)?),* })
            }
        }
    )*};
}
pub(crate) use add;
