//! What is written or read, with the digest of it.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use inspection::Digest;
use sha2::{Digest as _, Sha256};

/// Bytes on their way in or out.
pub(super) struct Hashing<T> {
    inner: T,
    hash: Sha256,
}

impl<T> Hashing<T> {
    pub(super) fn new(inner: T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
        }
    }

    /// The digest of all that came by.
    pub(super) fn digest(self) -> io::Result<Digest> {
        let mut digits = String::with_capacity(64);
        for byte in self.hash.finalize() {
            write!(digits, "{byte:02x}").map_err(io::Error::other)?;
        }
        Digest::try_from(digits).map_err(io::Error::other)
    }
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.hash.update(bytes.get(..read).unwrap_or_default());
        Ok(read)
    }
}
