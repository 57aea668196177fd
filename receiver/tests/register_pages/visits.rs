//! Visits planned, moved and struck.

use super::{hidden, led_to, post};
use crate::support::{TestOffice, expect};

#[tokio::test]
async fn visits_are_planned_many_at_once_moved_and_struck() {
    let office = TestOffice::demo().await;
    let many = "/office/plan/many";
    let asked = "from=01/03/2027&to=31/03/2027&ward=go-vap&weekday1=1&weekday3=1&teams=A;+B&revisit=90&a_day=1";
    let page = office.get(&format!("{many}?{asked}")).await.text();
    expect(&page, &["data-section=\"proposal\" data-visits=\"3\""]);
    let wrong = office
        .get(&format!("{many}?from=1/3/2027&to=28/2/2027&a_day=x"))
        .await;
    assert_eq!(wrong.status.as_u16(), 422);
    expect(
        &wrong.text(),
        &[
            "không quá 366 ngày",
            "Cần một số nguyên",
            "ít nhất một ngày",
        ],
    );
    let mut form: Vec<_> = url::form_urlencoded::parse(asked.as_bytes())
        .into_owned()
        .collect();
    let shown = hidden(&page, "shown").to_owned();
    form.push(("shown".to_owned(), "other".to_owned()));
    let send = async |form: &[(String, String)]| {
        let form: Vec<_> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        post(&office, many, &form).await
    };
    assert_eq!(send(&form).await.status.as_u16(), 409);
    form.last_mut().unwrap().1 = shown;
    let to = led_to(&send(&form).await);
    let page = office.get(&to).await.text();
    // 1 March 2027 is a Monday: Mondays and Wednesdays, three of ten.
    expect(
        &page,
        &[
            "data-visits=\"3\"",
            "01/03/2027",
            "10/03/2027",
            "22/03/2027",
        ],
    );
    // Once planned, nobody is left.
    let again = office.get(&format!("{many}?{asked}")).await.text();
    expect(&again, &["data-visits=\"0\"", "3 cơ sở đã có lịch"]);

    let (_, rest) = page.split_once("data-visit=\"").unwrap();
    let visit = format!("/office/plan/visits/{}", rest.split_once('"').unwrap().0);
    let form = office.get(&visit).await.text();
    let was = [
        ("was_on", hidden(&form, "was_on")),
        ("was_team", hidden(&form, "was_team")),
    ];
    let refused = post(
        &office,
        &format!("{visit}/move"),
        &[&was[..], &[("day", "30/2/2027")]].concat(),
    )
    .await;
    assert_eq!(refused.status.as_u16(), 422);
    let moved = post(
        &office,
        &format!("{visit}/move"),
        &[&was[..], &[("day", "5/3/2027"), ("team", "C")]].concat(),
    )
    .await;
    led_to(&moved);
    let stale = post(
        &office,
        &format!("{visit}/strike"),
        &[&was[..], &[("reason", "mưa")]].concat(),
    )
    .await;
    assert_eq!(stale.status.as_u16(), 409);
    let now = [("was_on", "2027-03-05"), ("was_team", "C")];
    let without = post(&office, &format!("{visit}/strike"), &now).await;
    assert_eq!(without.status.as_u16(), 422);
    led_to(
        &post(
            &office,
            &format!("{visit}/strike"),
            &[&now[..], &[("reason", "mưa")]].concat(),
        )
        .await,
    );
    expect(
        &office.get("/office/plan?from=2027-03-01").await.text(),
        &["data-section=\"struck\"", "mưa", "data-visits=\"2\""],
    );
    let one = post(
        &office,
        "/office/plan/new",
        &[
            ("establishment", "sample-01"),
            ("day", "8/3/2027"),
            ("team", ""),
        ],
    )
    .await;
    assert_eq!(led_to(&one), "/office/establishments/sample-01");
}
