//! Somebody signed in and a tablet enrolled, so that tests of other things need
//! not say who asks. Who may do what is `roles.rs`'s.

use std::path::Path;

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{TimeDelta, Utc};
use inspection::DeviceId;
use receiver::Store;
use receiver::config::Keeping;
use receiver::people::{Authority, Password, Role, Strength, Token, User};
use receiver::store::{Enrolled, NewTablet, NewUser, Used};
use uuid::Uuid;

/// What costs no time.
pub(crate) const WEAK: Strength = Strength {
    memory: 8,
    passes: 1,
    lanes: 1,
};
/// Everybody's password.
pub(crate) const PASSWORD: &str = "con mèo trèo cây cau";

/// The secrets of the admin and the tablet that tests have unless they say otherwise.
pub(crate) fn cookie() -> Token {
    Token::sent(&"c".repeat(64)).unwrap()
}

pub(crate) fn bearer() -> Token {
    Token::sent(&"d".repeat(64)).unwrap()
}

/// The headers of a request by these two.
pub(crate) fn credentials(cookie: Option<&Token>, bearer: Option<&Token>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(token) = cookie {
        // By either name: with TLS, and on this machine without it.
        let both = format!("__Host-can-dung={0}; can-dung={0}", token.reveal());
        headers.insert(header::COOKIE, HeaderValue::from_str(&both).unwrap());
    }
    if let Some(token) = bearer {
        let value = format!("Bearer {}", token.reveal());
        headers.insert(
            header::AUTHORIZATION,
            HeaderValue::from_str(&value).unwrap(),
        );
    }
    headers
}

/// Lets in the admin and the tablet, once for each database.
pub(crate) async fn let_in(store: &Store) {
    let now = Utc::now();
    if store.seat(&cookie().hash(), now).await.unwrap().is_none() {
        user(
            store,
            "Quản trị mẫu",
            Role::Admin,
            &Authority::city(),
            &cookie(),
        )
        .await;
    }
    if store
        .tablet_of(&bearer().hash(), now)
        .await
        .unwrap()
        .is_none()
    {
        tablet(store, "Máy mẫu", &Authority::city(), 0, &bearer()).await;
    }
}

/// Somebody with [`PASSWORD`], signed in by this cookie.
pub(crate) async fn user(
    store: &Store,
    name: &str,
    role: Role,
    authority: &Authority,
    cookie: &Token,
) -> User {
    let now = Utc::now();
    let link = Token::random().unwrap().hash();
    let new = NewUser {
        name: name.to_owned(),
        role,
        authority: authority.clone(),
    };
    let until = now + TimeDelta::hours(1);
    let added = store.add_user(&new, (&link, until), "test").await.unwrap();
    assert!(added.is_some(), "{name} is there");
    let password = Password::new(PASSWORD, name, WEAK).unwrap();
    let outcome = store.use_link(&link, name, &password, now).await.unwrap();
    let Used::Done(user) = outcome else {
        panic!("{outcome:?}")
    };
    let browser = (&cookie.hash(), "test");
    store.signed_in(&user, browser, None, now).await.unwrap();
    user
}

/// A tablet of a device of its own, enrolled with this token.
pub(crate) async fn tablet(
    store: &Store,
    name: &str,
    authority: &Authority,
    block_size: u32,
    token: &Token,
) -> receiver::store::Tablet {
    let now = Utc::now();
    let link = Token::random().unwrap().hash();
    let new = NewTablet {
        name: name.to_owned(),
        authority: authority.clone(),
        block_size,
    };
    let until = now + TimeDelta::minutes(15);
    store
        .add_tablet(&new, (&link, until), "test")
        .await
        .unwrap();
    let device = DeviceId(Uuid::now_v7());
    let enrolled = store
        .enrol(&link, device, &token.hash(), now)
        .await
        .unwrap();
    let Enrolled::Done(tablet) = enrolled else {
        panic!("{enrolled:?}")
    };
    *tablet
}

/// The same in the database of a folder that a receiver is about to serve.
pub(crate) fn let_in_at(data: &Path, database: Option<String>) {
    let keeping = Keeping {
        data: data.to_owned(),
        database,
        demo: false,
    };
    let location = receiver::folder::prepare(&keeping).unwrap();
    let let_in = move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = Store::at(&location).await.unwrap();
            let_in(&store).await;
            store.close().await;
        });
    };
    // A runtime is not begun inside another one.
    std::thread::spawn(let_in).join().unwrap();
}
