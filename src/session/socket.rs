//! The local socket: how a host is reached on this machine, by its own user only.
//!
//! Owns where the socket is, who may connect, and stale sockets. Must not read a message.

pub(in crate::session) use system::{Listener, Stream, connect};

/// What is written beside the lock, so that terminals find the host.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::session) struct Address {
    /// The host's version of the wire, for a sentence before anything is said.
    pub(in crate::session) yishi: u32,
    pub(in crate::session) program: String,
    pub(in crate::session) pid: u32,
    /// A socket's path, relative to the store's folder where it is in it; a pipe's name.
    pub(in crate::session) at: String,
}

#[cfg(unix)]
mod system {
    use std::fs::{DirBuilder, Permissions};
    use std::io::{self, ErrorKind};
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
    use std::path::{Path, PathBuf};
    use tokio::net::UnixListener;
    pub(in crate::session) use tokio::net::UnixStream as Stream;

    /// The socket's name in the store's folder.
    const NAME: &str = "host.sock";
    /// What a socket's path may have at most, on every system.
    const LONGEST: usize = 100;

    #[derive(Debug)]
    pub(in crate::session) struct Listener {
        socket: UnixListener,
        path: PathBuf,
        /// As the address file names it.
        pub(in crate::session) at: String,
    }

    impl Listener {
        /// Listens in the store's folder, or, where that has no sockets or too long a path, in a
        /// folder of the user's own. Whoever holds the store's lock may call this: what is found
        /// in the socket's place belongs to a host that is gone.
        pub(in crate::session) fn bind(dir: &Path) -> io::Result<Self> {
            let place = dir.join(NAME);
            if place.as_os_str().len() <= LONGEST
                && let Ok(socket) = listen(&place)
            {
                return Ok(Self { socket, path: place, at: NAME.to_owned() });
            }
            let path = own_folder()?.join(format!("{}.sock", std::process::id()));
            let at = path.to_str().ok_or_else(|| io::Error::from(ErrorKind::InvalidFilename))?;
            let at = at.to_owned();
            Ok(Self { socket: listen(&path)?, path, at })
        }

        /// The next connection of this user; those of others are closed unheard.
        pub(in crate::session) async fn accept(&mut self) -> io::Result<Stream> {
            loop {
                let (stream, _) = self.socket.accept().await?;
                let peer = stream.peer_cred()?.uid();
                if is_own(peer, rustix::process::getuid().as_raw()) {
                    return Ok(stream);
                }
            }
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.path);
        }
    }

    /// Whether a peer is the user that runs the host. Not even the system's administrator is
    /// another user with a say in a meeting.
    const fn is_own(peer: u32, own: u32) -> bool {
        peer == own
    }

    fn listen(path: &Path) -> io::Result<UnixListener> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(path)?;
        // The folder is closed to others, so nobody came in between.
        std::fs::set_permissions(path, Permissions::from_mode(0o600))?;
        Ok(listener)
    }

    /// A folder for sockets that is this user's and closed to others.
    fn own_folder() -> io::Result<PathBuf> {
        let own = rustix::process::getuid().as_raw();
        let base = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let base = base.filter(|base| base.is_dir()).unwrap_or_else(std::env::temp_dir);
        let folder = base.join(format!("yishi-{own}"));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let found = std::fs::symlink_metadata(&folder)?;
        if found.is_dir() && found.uid() == own && found.mode() & 0o777 == 0o700 {
            Ok(folder)
        } else {
            Err(io::Error::from(ErrorKind::PermissionDenied))
        }
    }

    /// Connects to a host; an error where nobody listens any more.
    pub(in crate::session) async fn connect(dir: &Path, at: &str) -> io::Result<Stream> {
        Stream::connect(dir.join(at)).await
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn runtime() -> tokio::runtime::Runtime {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
        }

        #[test]
        fn only_the_own_user_is_let_in() {
            assert!(is_own(1000, 1000));
            assert!(!is_own(0, 1000));
            assert!(!is_own(1001, 1000));
        }

        #[test]
        fn a_socket_that_a_killed_host_left_is_replaced_and_closed_to_others() {
            let dir = tempfile::tempdir().unwrap();
            runtime().block_on(async {
                let first = Listener::bind(dir.path()).unwrap();
                // As a kill leaves it: nobody listens, the file stays.
                let Listener { socket, .. } = &first;
                let _ = socket.local_addr().unwrap();
                std::mem::forget(first);
                let second = Listener::bind(dir.path()).unwrap();
                assert_eq!(second.at, NAME);
                let mode = std::fs::metadata(dir.path().join(NAME)).unwrap().mode() & 0o777;
                assert_eq!(mode, 0o600);
                connect(dir.path(), &second.at).await.unwrap();
                drop(second);
                assert!(connect(dir.path(), NAME).await.is_err());
                assert!(!dir.path().join(NAME).exists());
            });
        }

        #[test]
        fn a_store_deep_in_its_folders_is_reached_as_well() {
            let dir = tempfile::tempdir().unwrap();
            let deep = dir.path().join("很深的文件夹".repeat(12));
            std::fs::create_dir(&deep).unwrap();
            runtime().block_on(async {
                let mut listener = Listener::bind(&deep).unwrap();
                assert!(Path::new(&listener.at).is_absolute(), "{}", listener.at);
                let at = listener.at.clone();
                let (_, there) = tokio::join!(listener.accept(), connect(&deep, &at));
                there.unwrap();
            });
        }
    }
}

/// Named pipes. Only their creator may write to them as the system makes them, and a message must
/// be written before anything is said, so other users learn nothing; other machines are refused.
#[cfg(windows)]
mod system {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    use std::io;
    use std::path::Path;
    use std::time::Duration;
    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
    use tokio::net::windows::named_pipe::{
        ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
    };

    /// All instances of the pipe are taken for the moment (`ERROR_PIPE_BUSY`).
    const BUSY: i32 = 231;

    #[derive(Debug)]
    pub(in crate::session) struct Listener {
        waiting: NamedPipeServer,
        pub(in crate::session) at: String,
    }

    impl Listener {
        /// Makes a pipe under a name that nobody can guess.
        pub(in crate::session) fn bind(_: &Path) -> io::Result<Self> {
            let drawn = RandomState::new().build_hasher().finish();
            let at = format!(r"\\.\pipe\yishi-{}-{drawn:016x}", std::process::id());
            let waiting = options().first_pipe_instance(true).create(&at)?;
            Ok(Self { waiting, at })
        }

        pub(in crate::session) async fn accept(&mut self) -> io::Result<Stream> {
            self.waiting.connect().await?;
            let next = options().create(&self.at)?;
            Ok(Stream::Host(std::mem::replace(&mut self.waiting, next)))
        }
    }

    fn options() -> ServerOptions {
        let mut options = ServerOptions::new();
        options.reject_remote_clients(true);
        options
    }

    /// Either end of a pipe.
    #[derive(Debug)]
    pub(in crate::session) enum Stream {
        Host(NamedPipeServer),
        Terminal(NamedPipeClient),
    }

    pub(in crate::session) async fn connect(_: &Path, at: &str) -> io::Result<Stream> {
        loop {
            match ClientOptions::new().open(at) {
                Ok(pipe) => return Ok(Stream::Terminal(pipe)),
                Err(error) if error.raw_os_error() == Some(BUSY) => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    use std::pin::Pin;
    use std::task::{Context, Poll};

    impl AsyncRead for Stream {
        fn poll_read(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            buf: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Host(pipe) => Pin::new(pipe).poll_read(cx, buf),
                Self::Terminal(pipe) => Pin::new(pipe).poll_read(cx, buf),
            }
        }
    }

    impl AsyncWrite for Stream {
        fn poll_write(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            match self.get_mut() {
                Self::Host(pipe) => Pin::new(pipe).poll_write(cx, bytes),
                Self::Terminal(pipe) => Pin::new(pipe).poll_write(cx, bytes),
            }
        }

        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Host(pipe) => Pin::new(pipe).poll_flush(cx),
                Self::Terminal(pipe) => Pin::new(pipe).poll_flush(cx),
            }
        }

        fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Host(pipe) => Pin::new(pipe).poll_shutdown(cx),
                Self::Terminal(pipe) => Pin::new(pipe).poll_shutdown(cx),
            }
        }
    }
}
