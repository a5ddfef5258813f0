//! The thread that asks sled to write out what was put, so that nobody waits for it without end.
//!
//! Owns the waiting. After a write of sled's own threads has failed, `flush` can wait for news that
//! nobody sends any more. It must not decide what becomes of the handle.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::{Fault, guarded};

/// Longer than a slow stick needs under load.
const LIMIT: Duration = Duration::from_secs(30);

type Work = Box<dyn FnOnce() -> Result<(), Fault> + Send>;
type Answer = Sender<Result<(), Fault>>;

/// The thread's handle; the thread ends with it, unless sled holds it for ever.
pub(super) struct Flusher {
    jobs: Sender<(Work, Answer)>,
}

impl Flusher {
    pub(super) fn start() -> io::Result<Self> {
        let (jobs, inbox) = channel();
        std::thread::Builder::new().name("store-flush".to_owned()).spawn(|| serve(inbox))?;
        Ok(Self { jobs })
    }

    /// Hands everything put so far to the system.
    pub(super) fn flush(&self, db: &sled::Db) -> Result<(), Fault> {
        let db = db.clone();
        self.within(LIMIT, move || {
            db.flush()?;
            Ok(())
        })
    }

    fn within(
        &self,
        limit: Duration,
        work: impl FnOnce() -> Result<(), Fault> + Send + 'static,
    ) -> Result<(), Fault> {
        let (answer, done) = channel();
        let _ = self.jobs.send((Box::new(work), answer));
        done.recv_timeout(limit).unwrap_or_else(|_| Err(Fault::Io(io::ErrorKind::TimedOut.into())))
    }
}

fn serve(jobs: Receiver<(Work, Answer)>) {
    for (work, answer) in jobs {
        // Nobody waits any more where it took too long.
        let _ = answer.send(guarded(work));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_an_error_and_a_panic_is_damage() {
        let flusher = Flusher::start().unwrap();
        flusher.within(LIMIT, || Ok(())).unwrap();
        let broken = flusher.within(LIMIT, || panic!("page gone"));
        assert!(matches!(broken, Err(Fault::Broken(said)) if said.contains("page gone")));
        let (_never, news) = channel::<()>();
        let waited = flusher.within(Duration::from_millis(20), move || {
            let _ = news.recv();
            Ok(())
        });
        assert!(matches!(waited, Err(Fault::Io(e)) if e.kind() == io::ErrorKind::TimedOut));
    }
}
