//! The pages of register and plan as an officer meets them: a ward's list with
//! errors in it, establishments changed and merged, visits planned; and what a
//! ward's people see of it.

use crate::support::{Answer, TestOffice};
use axum::body::Body;
use axum::http::{Request, header};

mod establishments;
mod imports;
mod visits;
mod wards;

const BOUNDARY: &str = "----form";

/// The body of an upload by a browser.
fn multipart(file: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"phường.csv\"\r\n\r\n"
    );
    body.extend(head.bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    body
}

async fn upload(office: &TestOffice, file: &[u8]) -> Answer {
    let request = Request::post("/office/imports")
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .body(Body::from(multipart(
            file,
            &[("ward", ""), ("kind", "market_stall")],
        )))
        .unwrap();
    office.send(request).await
}

async fn post(office: &TestOffice, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    office.send(request).await
}

/// What stands in the field of a form.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap();
    rest.split_once('"').unwrap().0
}

fn row(page: &str, number: u32) -> &str {
    let (_, rest) = page.split_once(&format!("data-row=\"{number}\"")).unwrap();
    rest.split_once("</tr>").unwrap().0
}

/// Where a form led.
#[track_caller]
fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    answer.header("location").to_owned()
}
