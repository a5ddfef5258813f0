//! One connection to the database, and the runtime that drives it.
//!
//! A command has one connection, and each worker of `take` one of its own for as long as it works: a
//! pool would hold the same. TLS where the URL asks for it (`sslmode=require`), with the authorities
//! that the system trusts.

use super::error::{ArchiveError, source};
use deadpool_postgres::ClientWrapper;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Asked again and again while the database works: false to stop it.
pub type Watch = Box<dyn FnMut() -> bool + Send>;

pub struct Archive {
    runtime: Runtime,
    client: ClientWrapper,
    tls: bool,
    watch: Option<Watch>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("client", &self.client).finish_non_exhaustive()
    }
}

/// How often the watch is asked.
const PACE: Duration = Duration::from_millis(100);
/// How long a server may take to answer at all, where the URL says nothing.
const PATIENCE: Duration = Duration::from_secs(10);

impl Archive {
    /// Connects; nothing is asked of the database yet.
    pub fn connect(url: &str) -> Result<Self, ArchiveError> {
        let mut config: Config = url.parse().map_err(|error| ArchiveError::Url(source(&error)))?;
        if config.get_hosts().is_empty() {
            return Err(ArchiveError::Url("no host".to_owned()));
        }
        if config.get_application_name().is_none() {
            config.application_name("yishi-archive");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        let tls = config.get_ssl_mode() == SslMode::Require;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let client = runtime.block_on(async {
            let said = |error| ArchiveError::Connect(source(&error));
            if tls {
                let (client, connection) = config.connect(authorities()?).await.map_err(said)?;
                Ok::<_, ArchiveError>(ClientWrapper::new(client, tokio::spawn(drive(connection))))
            } else {
                let (client, connection) = config.connect(NoTls).await.map_err(said)?;
                Ok(ClientWrapper::new(client, tokio::spawn(drive(connection))))
            }
        })?;
        let mut archive = Self { runtime, client, tls, watch: None };
        archive.run(async |client| {
            // A city's figures are grouped in memory; compiling a plan takes longer than running it.
            let own = "SET search_path = public; SET TIME ZONE 'UTC'; SET work_mem = '64MB'; SET jit = off";
            client.batch_execute(own).await?;
            Ok(())
        })?;
        Ok(archive)
    }

    /// From now on a transaction is not waited for until it is on the disk: a power cut may take the last
    /// ones back, each whole. Whatever is written by another connection puts them there.
    pub fn hurried(&mut self) -> Result<(), ArchiveError> {
        self.run(async |client| {
            client.batch_execute("SET synchronous_commit = off").await?;
            Ok(())
        })
    }

    /// From now on `watch` is asked while the database works; where it says no, what is asked of the
    /// database is cancelled there too, and [`ArchiveError::Stopped`] comes of it.
    pub fn watched(&mut self, watch: Watch) {
        self.watch = Some(watch);
    }

    /// Does one thing with the connection.
    pub(super) fn run<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut ClientWrapper) -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        let Self { runtime, client, tls, watch } = self;
        let Some(watch) = watch else { return runtime.block_on(work(client)) };
        let cancel = client.cancel_token();
        runtime.block_on(async {
            let mut work = pin!(work(client));
            let mut pace = tokio::time::interval(PACE);
            while watch() {
                tokio::select! {
                    done = &mut work => return done,
                    _ = pace.tick() => {}
                }
            }
            // What cannot be cancelled ends by itself; nobody waits for it.
            let _ = if *tls {
                cancel.cancel_query(authorities()?).await
            } else {
                cancel.cancel_query(NoTls).await
            };
            Err(ArchiveError::Stopped)
        })
    }
}

/// What goes wrong with a connection is told to whoever waits for an answer on it.
async fn drive(connection: impl Future<Output = Result<(), tokio_postgres::Error>>) {
    let _ = connection.await;
}

fn authorities() -> Result<MakeRustlsConnect, ArchiveError> {
    let said = |error: &dyn std::error::Error| ArchiveError::Connect(source(error));
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| said(&error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
