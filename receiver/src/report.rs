//! Reports: what the figures of a period say, as tables that are drawn on a page
//! and written to files. The figures are `inspection::report`'s; the records they
//! are made of come from the store.

mod form;
mod gathering;
mod making;
mod sections;
mod statement;
mod told;
mod workbook;

pub use form::{Form, write};
pub use gathering::{Gathered, ledger_of};
pub use making::{Compared, make};
pub use statement::{Cell, Heading, Row, Section, Statement, Table, Value};
pub use told::{as_list, said};
pub use workbook::workbook;
