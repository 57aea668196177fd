//! Values that others follow: Leptos's signals, each kind of which is in the bundle once,
//! whatever it holds. A signal of Leptos's own for each type of value is half a kilobyte a
//! type; here one holds any value, and what is typed is a thin coat over it.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// Any value that a signal can hold.
type Held = dyn Any + Send + Sync;

/// A value that can be set; who reads it hears of every change.
pub struct Source<T> {
    signal: RwSignal<Box<Held>>,
    of: PhantomData<fn() -> T>,
}

/// A value worked out anew when what it reads changes; who reads it hears only of another
/// value.
pub struct Derived<T> {
    memo: Memo<Comparable>,
    of: PhantomData<fn() -> T>,
}

impl<T> Copy for Source<T> {}
impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}
impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Source<T> {
    /// A new one, gone with the part of the page that made it.
    pub fn new(value: T) -> Self {
        Self {
            signal: hold(Box::new(value)),
            of: PhantomData,
        }
    }

    /// What is read of the value; the reader follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.signal.track();
        self.with_untracked(read)
    }

    /// What is read of the value as it is now.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        let (mut read, mut result) = (Some(read), None);
        look(self.signal, &mut |held| {
            result = read.take().map(|read| read(typed(held)));
        });
        answered(result)
    }

    /// Its value; the reader follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Its value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// The reader follows it.
    pub fn track(self) {
        self.signal.track();
    }

    /// Gives it another value.
    pub fn set(self, value: T) {
        replace(self.signal, Box::new(value));
    }

    /// Gives it another value, unless it is gone.
    pub fn try_set(self, value: T) {
        drop(self.signal.try_set(Box::new(value)));
    }

    /// Changes its value, unless it is gone: what was waited for may end after its page.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        alter(self.signal, &mut |held| {
            if let Some((change, value)) = change.take().zip(held.downcast_mut()) {
                change(value);
            }
        });
    }
}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    /// Works it out by `work`, which is given the value before.
    pub fn new(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let work = move |before: Option<&Held>| -> Arc<Held> { Arc::new(work(before.map(typed))) };
        Self {
            memo: derive(Box::new(work), |one, other| {
                typed::<T>(one) == typed::<T>(other)
            }),
            of: PhantomData,
        }
    }

    /// What is read of the value; the reader follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&*self.memo.get().value))
    }

    /// What is read of the value as it is now.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&*self.memo.get_untracked().value))
    }

    /// Its value; the reader follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Its value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// A value with how it is compared.
#[derive(Clone)]
struct Comparable {
    value: Arc<Held>,
    same: fn(&Held, &Held) -> bool,
}

impl PartialEq for Comparable {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

type Work = Box<dyn Fn(Option<&Held>) -> Arc<Held> + Send + Sync>;

#[inline(never)]
fn derive(work: Work, same: fn(&Held, &Held) -> bool) -> Memo<Comparable> {
    Memo::new(move |before: Option<&Comparable>| Comparable {
        value: work(before.map(|before| &*before.value)),
        same,
    })
}

#[inline(never)]
fn hold(value: Box<Held>) -> RwSignal<Box<Held>> {
    RwSignal::new(value)
}

#[inline(never)]
fn look(signal: RwSignal<Box<Held>>, read: &mut dyn FnMut(&Held)) {
    signal.with_untracked(|held| read(&**held));
}

#[inline(never)]
fn replace(signal: RwSignal<Box<Held>>, value: Box<Held>) {
    signal.set(value);
}

#[inline(never)]
fn alter(signal: RwSignal<Box<Held>>, change: &mut dyn FnMut(&mut Held)) {
    signal.update(|held| change(&mut **held));
}

#[expect(clippy::expect_used, reason = "only what is typed puts values in")]
fn typed<T: 'static>(held: &Held) -> &T {
    held.downcast_ref()
        .expect("a signal holds what it was made with")
}

#[expect(clippy::expect_used, reason = "a signal that is there is read")]
fn answered<U>(result: Option<U>) -> U {
    result.expect("a signal was asked that holds something else")
}
