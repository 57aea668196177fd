//! `cargo xtask run`: from a checkout to the demonstration in the browser. Needs neither
//! browser nor linters; what the demonstration is, the receiver says.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    bundle,
    child::{self, Guard},
    places::{Places, program},
    progress, setup,
};

/// How long a receiver may take from its start to its first answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a person may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    data: Option<PathBuf>,
    port: u16,
}

impl Options {
    /// Reads `--data DIR` and `--port N`.
    ///
    /// # Errors
    /// When an argument is not understood.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            data: None,
            port: 8787,
        };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{name} wants a value"))
            };
            match name.as_str() {
                "--data" => options.data = Some(std::path::absolute(value()?)?),
                "--port" => {
                    let port = value()?;
                    options.port = port
                        .parse()
                        .with_context(|| format!("`{port}` is not a port"))?;
                }
                other => bail!("`{other}` is not understood: run [--data DIR] [--port N]"),
            }
        }
        Ok(options)
    }
}

/// Installs, builds, serves until it is stopped.
///
/// # Errors
/// When a step fails, the port is taken or the receiver stops by itself.
pub(crate) fn run(places: &Places, options: &Options) -> Result<()> {
    child::end_all_on_interrupt()?;
    let began = Instant::now();
    port_is_free(options.port)?;
    let web = setup::web(places)?;
    bundle::build(places, &web)?;
    let mut cargo = places.cargo();
    cargo.args([
        "build",
        "--locked",
        "--package",
        "receiver",
        "--profile",
        "server",
    ]);
    progress::step(
        places,
        "building the receiver",
        cargo,
        Duration::from_mins(40),
    )?;

    let mut receiver =
        Guard::spawn(&mut receiver(places, options)).context("the receiver cannot be started")?;
    let started = Instant::now();
    loop {
        if let Some(status) = receiver.child().try_wait()? {
            bail!("the receiver stopped at once ({status}); what it said stands above");
        }
        if is_healthy(options.port) {
            break;
        }
        if started.elapsed() > PATIENCE {
            bail!(
                "the receiver runs, but does not answer on port {} after {} s",
                options.port,
                PATIENCE.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let port = options.port;
    println!("\nReady after {}:", progress::seconds(began.elapsed()));
    println!("  tablet app  http://localhost:{port}/");
    println!("  office      http://localhost:{port}/office");
    println!("Ctrl-C stops it.");
    let status = receiver.child().wait()?;
    if !status.success() && !child::interrupted() {
        bail!("the receiver stopped: {status}");
    }
    Ok(())
}

/// Asked before the long build, not after it.
fn port_is_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program (perhaps an earlier `cargo xtask run`): stop it, \
             or choose another port with --port"
        ),
        Err(error) => Err(error)
            .with_context(|| format!("port {port} cannot be used; choose another with --port")),
        Ok(_) => Ok(()),
    }
}

fn receiver(places: &Places, options: &Options) -> Command {
    let path = places
        .target
        .join("server")
        .join(format!("receiver{}", std::env::consts::EXE_SUFFIX));
    let mut receiver = program(path);
    receiver
        .args(["serve", "--demo", "--data"])
        .arg(
            options
                .data
                .clone()
                .unwrap_or_else(|| places.root.join("data")),
        )
        .args(["--port", &options.port.to_string(), "--tablet"])
        .arg(places.dist())
        .current_dir(&places.root)
        .stdin(Stdio::null());
    receiver
}

/// Does the receiver answer on this port?
fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /api/health HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| is_ok(&answer))
}

fn is_ok(answer: &str) -> bool {
    answer
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn the_demonstration_is_on_port_8787_with_its_data_in_the_checkout() {
        assert_eq!(
            parse("").unwrap(),
            Options {
                data: None,
                port: 8787
            }
        );
    }

    #[test]
    fn data_folder_and_port_can_be_chosen() {
        assert_eq!(
            parse("--port 9000 --data /tmp/d").unwrap(),
            Options {
                data: Some("/tmp/d".into()),
                port: 9000
            }
        );
    }

    #[test]
    fn a_wrong_argument_is_named() {
        for (line, message) in [
            ("--port", "wants a value"),
            ("--port x", "`x`"),
            ("--port 70000", "`70000`"),
            ("-p", "`-p`"),
        ] {
            let error = format!("{:#}", parse(line).unwrap_err());
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn a_taken_port_is_said_before_anything_is_built() {
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = other.local_addr().unwrap().port();
        assert!(
            port_is_free(port)
                .unwrap_err()
                .to_string()
                .contains("--port")
        );
        drop(other);
        assert!(port_is_free(port).is_ok());
    }

    #[test]
    fn only_a_200_is_healthy() {
        assert!(is_ok("HTTP/1.1 200 OK\r\n\r\n{}"));
        assert!(!is_ok("HTTP/1.1 503 Service Unavailable\r\n\r\n"));
        assert!(!is_ok(""));
    }
}
