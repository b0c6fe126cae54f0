//! The terminal: taken over on opening, given back on every way out.

use std::io::{self, stdout};
use std::mem::ManuallyDrop;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, poll, read,
};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType};
use ratatui::DefaultTerminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hub::Hub;
use super::key::{Incoming, incoming};
use super::look::Look;

/// The terminal while the program draws on it. Dropping it gives it back; so does ratatui's panic hook.
pub struct Screen {
    /// Not dropped by itself: when the terminal is gone, ratatui says so by printing to it, and that panics.
    terminal: ManuallyDrop<DefaultTerminal>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, the mouse if asked.
    ///
    /// # Errors
    /// The terminal cannot be taken over; it is then given back.
    pub fn open(mouse: bool) -> io::Result<Screen> {
        let terminal = ManuallyDrop::new(ratatui::try_init()?);
        let screen = Screen { terminal, mouse };
        // What a program that was killed left on the other screen is not drawn over by blanks alone.
        execute!(stdout(), Clear(ClearType::All))?;
        execute!(stdout(), EnableBracketedPaste)?;
        if mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        // From here on another size is told. Nobody would draw again for one that came between the first frame and the
        // first read. What goes wrong shows at that read.
        let _ = poll(Duration::ZERO);
        Ok(screen)
    }

    /// Draws the stack.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, hub: &Hub, look: &Look) -> io::Result<()> {
        self.draw_with(|area, buf| hub.view(area, buf, look))
    }

    /// Draws whatever this draws.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw_with(&mut self, draw: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        self.terminal.draw(|frame| draw(frame.area(), frame.buffer_mut())).map(|_| ())
    }

    /// The size of the terminal.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn area(&self) -> io::Result<Rect> {
        self.terminal.size().map(|size| Rect::new(0, 0, size.width, size.height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Giving the terminal back must not fail on a terminal that is already gone.
        if self.mouse {
            let _ = execute!(stdout(), DisableMouseCapture);
        }
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ = self.terminal.show_cursor();
        let _ = ratatui::try_restore();
    }
}

/// Reads the terminal on a thread of its own, until it or the program is gone. `wrap` makes the program's own message;
/// `None` says that the terminal is gone.
pub fn listen<T: Send + 'static>(inbox: Sender<T>, wrap: impl Fn(Option<Incoming>) -> T + Send + 'static) {
    thread::spawn(move || {
        loop {
            let message = match read() {
                Ok(event) => match incoming(&event) {
                    Some(incoming) => wrap(Some(incoming)),
                    None => continue,
                },
                Err(_) => {
                    // The program may be gone already; either way there is nothing more to read.
                    let _ = inbox.send(wrap(None));
                    return;
                }
            };
            if inbox.send(message).is_err() {
                return;
            }
        }
    });
}
