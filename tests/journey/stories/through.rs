//! The line to the office as the desk has it: with a planted fault on the
//! tablet's side of it.

use tablet::LocalFuture;
use tablet::sync::{OfficeProfile, Reply, Transport, Upload};

use super::super::visit::TestClock;
use super::faults::Fault;
use super::line::BadLine;

/// The line to the office, with a fault on the tablet's side of it.
pub(super) struct Through<'a> {
    pub(super) line: &'a BadLine,
    pub(super) clock: &'a TestClock,
    pub(super) fault: Fault,
}

impl Through<'_> {
    fn alter(&self, reply: Reply, upload: &Upload) -> Reply {
        let Reply::Response {
            status,
            retry_after,
            body,
        } = &reply
        else {
            return if self.fault == Fault::RetryDropped {
                refusal()
            } else {
                reply
            };
        };
        let receipt = format!(
            r#"{{"id":"{}","sha256":"{}","received_at":"2026-11-22T03:00:00Z"}}"#,
            upload.id, upload.sha256
        );
        let good = Reply::Response {
            status: 200,
            retry_after: None,
            body: receipt,
        };
        match self.fault {
            Fault::AnyReceiptCounts if *status == 200 && body.contains("received_at") => good,
            Fault::PageIsReceipt if *status == 200 && body.contains("<!doctype") => good,
            Fault::RetryDropped if *status >= 500 => refusal(),
            Fault::RetryAfterIgnored if retry_after.is_some() => Reply::Response {
                status: *status,
                retry_after: None,
                body: body.clone(),
            },
            Fault::ForgetfulOffice if *status == 201 => {
                drop(self.line.rows.borrow_mut().pop());
                reply
            }
            _ => reply,
        }
    }
}

fn refusal() -> Reply {
    Reply::Response {
        status: 422,
        retry_after: None,
        body: r#"{"type":"/problems/any"}"#.to_owned(),
    }
}

impl Transport for Through<'_> {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        Box::pin(async move {
            let reply = self.line.send(upload).await;
            self.alter(reply, upload)
        })
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(async move {
            let mut profile = self.line.office().await?;
            match self.fault {
                Fault::TabletsClockDecides => profile.now = Some(self.clock.shown()),
                Fault::OneAnswerDecides => self.clock.set_to(profile.now?),
                _ => {}
            }
            Some(profile)
        })
    }
}
