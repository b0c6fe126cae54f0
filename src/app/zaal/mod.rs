//! The room view: the trainer's side of it, which the loop owns, and the side in the room.

pub mod kijker;
mod regels;
pub mod server;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::gesprek::{Msg, Zaalnieuws, Zaalopdracht};
use crate::platform::dirs::Dirs;
pub use server::{Zaalserver, geweigerd};

/// What happened at the door since the loop looked last, and what wakes the loop.
#[derive(Default)]
struct Bell {
    news: VecDeque<Msg>,
    wake: Option<Box<dyn Fn() + Send>>,
}

/// The trainer's side, as the loop owns it: shut until a screen asks for it.
#[derive(Default)]
pub struct Zaal {
    server: Option<Zaalserver>,
    bell: Arc<Mutex<Bell>>,
}

impl Zaal {
    /// Calls this when somebody came or went; [`Zaal::answer`] then says who.
    pub fn on_news(&mut self, wake: impl Fn() + Send + 'static) {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner).wake = Some(Box::new(wake));
    }

    /// What happened since this was asked last.
    pub fn answer(&mut self) -> Vec<Msg> {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner).news.drain(..).collect()
    }

    /// Does what a screen asks. Showing never waits for anybody in the room.
    pub fn doe(&mut self, dirs: &Dirs, opdracht: Zaalopdracht) -> Option<Msg> {
        match opdracht {
            Zaalopdracht::Toon(beeld) => {
                if let Some(server) = &self.server {
                    server.toon(&beeld);
                }
                None
            }
            Zaalopdracht::Open => {
                if self.server.is_none() {
                    match Zaalserver::open(dirs) {
                        Ok(server) => self.server = Some(self.listened(server)),
                        Err(fault) => return Some(Msg::Failed(fault)),
                    }
                }
                let server = self.server.as_ref()?;
                let (adres, code) = (server.adres().to_owned(), server.code().map(str::to_owned));
                Some(Msg::Zaal(Zaalnieuws::Open { adres, code }))
            }
            Zaalopdracht::Sluit => {
                self.server = None;
                // What was still to be told is of a door that is shut now.
                self.bell.lock().unwrap_or_else(PoisonError::into_inner).news.clear();
                Some(Msg::Zaal(Zaalnieuws::Dicht))
            }
        }
    }

    fn listened(&self, server: Zaalserver) -> Zaalserver {
        let bell = Arc::clone(&self.bell);
        server.op_nieuws(move |nieuws| {
            let mut bell = bell.lock().unwrap_or_else(PoisonError::into_inner);
            bell.news.push_back(match nieuws {
                server::Nieuws::Kijkers(count) => Msg::Zaal(Zaalnieuws::Kijkers(count)),
                server::Nieuws::Geweigerd(waarom) => Msg::ZaalGeweigerd(geweigerd(waarom)),
            });
            if let Some(wake) = &bell.wake {
                wake();
            }
        });
        server
    }
}

impl fmt::Debug for Zaal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zaal({:?})", self.server.as_ref().map(Zaalserver::adres))
    }
}
