//! A WebDAV server (RFC 4918), such as Nextcloud, SharePoint or Apache.

use std::io::{self, Read};
use std::net::IpAddr;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;
use ureq::http::header::{HeaderName, HeaderValue};
use ureq::http::{Method, Request, Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, SendBody};
use zeroize::Zeroizing;

use super::{Gehaald, MEEST_NAMEN, Merk, Naam, Opslagplaats, Zet, geen_naam, is_naam, te_groot, te_veel};
use crate::domain::canoniek;
use crate::domain::fault::Fault;
use crate::domain::kluis::Password;

/// The folder that a writer makes to be the only one, and takes away again.
const SLOT: &str = ".netwerk-slot";
/// After this, in seconds by the clock of the server, it was left by a program that stopped. What is done under it takes a few
/// requests.
const SLOT_SECONDEN: i64 = 5 * 60;
/// So long a writer waits for another one.
const WACHT: Duration = Duration::from_secs(20);
/// A name is looked up and a connection made within this.
const VERBINDEN: Duration = Duration::from_secs(15);
/// A server that says nothing for this long is gone.
const STIL: Duration = Duration::from_secs(60);
/// No request takes longer than this, also when something comes now and then.
const GEHEEL: Duration = Duration::from_secs(30 * 60);
/// No list is larger than this, in bytes.
const MEEST_LIJST: u64 = 64 * 1024 * 1024;
/// The largest file that is read to compare it with what is expected, in bytes: only the index is ever replaced.
const MEEST_VERGELEKEN: u64 = 16 * 1024 * 1024;

const LIJST_VRAAG: &str = r#"<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/><D:getcontentlength/></D:prop></D:propfind>"#;
const SLOT_VRAAG: &str = r#"<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:"><D:prop><D:getlastmodified/></D:prop></D:propfind>"#;

/// A folder on a WebDAV server.
///
/// Neither conditional requests nor the locks of WebDAV decide between two writers: Apache looks first and writes then, also in
/// its table of locks, and lets another request in between. Making a folder does decide: the system under the server makes it
/// once. So a writer makes `.netwerk-slot`, compares what stands there, writes, and takes the slot away. What is new comes in
/// before that under a name that nobody reads and is moved from there: a transfer that breaks off never stands under a name
/// that somebody reads.
pub struct WebDav {
    agent: Agent,
    /// The folder: scheme, host, and path with a slash behind it.
    basis: String,
    auth: Option<HeaderValue>,
}

impl std::fmt::Debug for WebDav {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WebDav({})", self.basis)
    }
}

impl WebDav {
    /// The folder at an address. The password is asked for when there is a user: the one given, or the one in the address.
    ///
    /// # Errors
    /// It is no address, has a password in it, or would carry a password or the network unprotected over the line.
    pub fn new(
        adres: &str,
        gebruiker: Option<&str>,
        wachtwoord: impl FnOnce(&str) -> Result<Password, Fault>,
    ) -> Result<WebDav, Fault> {
        let (basis, in_address) = address(adres)?;
        let user = gebruiker.map(str::to_owned).or(in_address);
        let auth = match user {
            None => None,
            Some(user) if user.contains(':') => {
                return Err(Fault::usage(
                    "Deze gebruikersnaam kan niet.",
                    "Er staat een dubbele punt in.",
                    "Geef alleen de naam. Het wachtwoord wordt apart gevraagd.",
                ));
            }
            Some(user) => Some(credentials(&user, &wachtwoord(&user)?)?),
        };
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            // Where a server sends us, it would send the password too.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .tls_config(tls)
            .user_agent("aandacht")
            .timeout_resolve(Some(VERBINDEN))
            .timeout_connect(Some(VERBINDEN))
            .timeout_recv_response(Some(STIL))
            .timeout_per_read(Some(STIL))
            .timeout_per_write(Some(STIL))
            .timeout_global(Some(GEHEEL));
        // This computer itself is never behind a proxy.
        let config = if basis.starts_with("http://") { config.proxy(None) } else { config };
        Ok(WebDav { agent: config.build().new_agent(), basis, auth })
    }

    fn url(&self, naam: &str) -> String {
        format!("{}{}", self.basis, encoded(naam))
    }

    fn place(&self, naam: &str) -> Result<String, Fault> {
        if is_naam(naam) { Ok(self.url(naam)) } else { Err(geen_naam(&self.basis)) }
    }

    /// One request. What comes back is looked at by who asked.
    fn vraag(
        &self,
        method: &str,
        url: &str,
        headers: &[(&'static str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Response<Body>, Fault> {
        let made = || -> Result<Response<Body>, Error> {
            let method = Method::from_bytes(method.as_bytes()).map_err(|error| Error::Http(error.into()))?;
            let mut request = Request::builder().method(method).uri(url);
            for (name, value) in headers {
                let value = HeaderValue::from_str(value).map_err(|error| Error::Http(error.into()))?;
                request = request.header(HeaderName::from_static(name), value);
            }
            if let Some(auth) = &self.auth {
                request = request.header("authorization", auth);
            }
            match body {
                Some(bytes) => self.agent.run(request.body(bytes)?),
                None => self.agent.run(request.body(SendBody::none())?),
            }
        };
        made().map_err(|error| self.verbinding(&error))
    }

    /// What a broken connection is told as. What the library says of it is not shown: it may quote the address.
    fn verbinding(&self, error: &Error) -> Fault {
        let (wat, waarom, advies) = match error {
            Error::HostNotFound => (
                "Deze server vind ik niet.",
                "De naam in het adres bestaat niet, of deze computer heeft geen internet.",
                "Kijk of het adres klopt en of u internet hebt.",
            ),
            Error::Timeout(_) => {
                ("De server antwoordt niet op tijd.", "Er kwam te lang niets.", "Probeer het later opnieuw.")
            }
            Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => ONVEILIG,
            Error::Io(error) if is_tls(error) => ONVEILIG,
            Error::Io(_) | Error::ConnectionFailed | Error::BodyStalled | Error::Protocol(_) => (
                "De verbinding met de server viel weg.",
                "De server hield ermee op, of het internet viel uit.",
                "Probeer het opnieuw. Wat half was overgezet, telt niet.",
            ),
            Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => (
                "De proxy van dit netwerk laat mij niet door.",
                "Zonder de proxy kom ik niet bij de server.",
                "Vraag het aan wie uw netwerk beheert.",
            ),
            _ => (
                "De server antwoordt iets wat ik niet begrijp.",
                "Het is misschien geen WebDAV-server.",
                "Kijk of het adres klopt.",
            ),
        };
        Fault::input(wat, waarom, advies).at(self.basis.clone())
    }

    /// What an answer is told as that is not the one that was hoped for.
    fn antwoord(&self, status: u16) -> Fault {
        let (wat, waarom, advies) = match status {
            300..=399 => (
                "De server stuurt door naar een ander adres.",
                "Ik ga daar niet vanzelf heen: uw wachtwoord zou meegaan.".to_owned(),
                "Vraag het goede adres aan de beheerder, en gebruik dat.",
            ),
            401 => (
                "De server laat u niet binnen.",
                if self.auth.is_some() {
                    "De naam of het wachtwoord klopt niet."
                } else {
                    "De server vraagt om een naam."
                }
                .to_owned(),
                "Geef uw naam met --gebruiker, en typ het wachtwoord opnieuw.",
            ),
            403 => (
                "U mag dit niet op deze server.",
                "Uw naam heeft er geen rechten voor.".to_owned(),
                "Vraag rechten aan wie de map beheert.",
            ),
            404 | 409 | 410 => (
                "Deze map staat niet op de server.",
                "Het adres wijst naar niets.".to_owned(),
                "Kijk of het adres klopt, of laat de map maken.",
            ),
            405 | 501 => (
                "Deze server kan dit niet.",
                "Op dit adres is geen WebDAV, of niet om te schrijven.".to_owned(),
                "Vraag de beheerder om het WebDAV-adres van de map.",
            ),
            413 => (
                "De server vindt het bestand te groot.",
                "Er is een grens aan wat u mag neerzetten.".to_owned(),
                "Vraag de beheerder om een ruimere grens.",
            ),
            423 => (
                "Iemand anders schrijft nu op deze plek.",
                "De map of het bestand is bezet.".to_owned(),
                "Probeer het over een paar minuten opnieuw.",
            ),
            429 | 503 => {
                ("De server is te druk.", format!("Hij antwoordt met code {status}."), "Probeer het later opnieuw.")
            }
            507 => (
                "De server is vol.",
                "Er is geen ruimte meer voor het bestand.".to_owned(),
                "Maak ruimte op de server, of vraag de beheerder erom.",
            ),
            _ => (
                "De server geeft een fout.",
                format!("Hij antwoordt met code {status}."),
                "Probeer het later opnieuw, of vraag het de beheerder.",
            ),
        };
        Fault::input(wat, waarom, advies).at(self.basis.clone())
    }

    /// The body of an answer, up to this many bytes; nothing when it is larger.
    fn lichaam(&self, answer: &mut Response<Body>, meest: u64) -> Result<Option<Vec<u8>>, Fault> {
        let said = answer.body().content_length();
        if said.is_some_and(|length| length > meest) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = answer.body_mut().as_reader().take(meest + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.verbinding(&Error::Io(error)))?;
        if bytes.len() as u64 > meest {
            return Ok(None);
        }
        if said.is_some_and(|length| length != bytes.len() as u64) {
            return Err(self.verbinding(&Error::ConnectionFailed));
        }
        Ok(Some(bytes))
    }

    /// What stands under an address.
    fn haal_van(&self, url: &str, meest: u64) -> Result<Gehaald, Fault> {
        // Not from a store on the way: what stands there now counts.
        let mut answer = self.vraag("GET", url, &[("cache-control", "no-cache")], None)?;
        Ok(match answer.status().as_u16() {
            200 => match self.lichaam(&mut answer, meest)? {
                Some(bytes) => {
                    let merk = Merk::van(&bytes);
                    Gehaald::Bestand(bytes, merk)
                }
                None => Gehaald::Niet(te_groot(meest)),
            },
            404 | 410 => Gehaald::Niets,
            403 => Gehaald::Niet("U mag het niet lezen.".to_owned()),
            423 => Gehaald::Niet("Het is op slot.".to_owned()),
            other => return Err(self.antwoord(other)),
        })
    }

    /// Waits until no other program writes here.
    fn slot(&self) -> Result<Slot<'_>, Fault> {
        let url = self.url(SLOT);
        let since = Instant::now();
        let mut strange = 0;
        loop {
            let made = self.vraag("MKCOL", &url, &[], None)?.status().as_u16();
            match made {
                200 | 201 => return Ok(Slot { plek: self, url }),
                // It is there, or came to be there at this very moment; or it may not be made at all.
                403 | 405 | 409 | 423 | 500 => match self.slot_sinds(&url)? {
                    None if strange < 40 => strange += 1,
                    None => return Err(self.antwoord(made)),
                    Some(Some((age, left))) if age > SLOT_SECONDEN => {
                        // Under a name of this one slot alone: who finds it taken knows that another was first.
                        let aside = self.url(&format!("{SLOT}-{left}"));
                        let _ = self.vraag("MOVE", &url, &[("destination", &aside), ("overwrite", "F")], None)?;
                    }
                    Some(_) => strange = 0,
                },
                other => return Err(self.antwoord(other)),
            }
            if since.elapsed() > WACHT {
                return Err(self.antwoord(423));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// How old the slot is by the clock of the server, in seconds, and when it was made; nothing inside when the server does not
    /// say, and nothing at all when there is none.
    fn slot_sinds(&self, url: &str) -> Result<Option<Option<(i64, i64)>>, Fault> {
        let headers = [("depth", "0"), ("content-type", "application/xml; charset=utf-8")];
        let mut answer = self.vraag("PROPFIND", url, &headers, Some(SLOT_VRAAG.as_bytes()))?;
        match answer.status().as_u16() {
            207 => {}
            404 | 410 => return Ok(None),
            other => return Err(self.antwoord(other)),
        }
        let now = answer.headers().get("date").and_then(|date| moment(date.to_str().ok()?));
        let body = self.lichaam(&mut answer, MEEST_VERGELEKEN)?.unwrap_or_default();
        let made = std::str::from_utf8(&body).ok().and_then(laatst).and_then(|text| moment(&text));
        Ok(Some(now.zip(made).map(|(now, made)| (now - made, made))))
    }

    /// Takes away what nobody reads; that it fails changes nothing.
    fn weg(&self, url: &str) {
        let _ = self.vraag("DELETE", url, &[], None);
    }

    /// Writes while the slot is held: what came in already under `aside` gets its name.
    fn verplaats(&self, aside: &str, url: &str, bytes: &[u8], fresh: bool) -> Result<Zet, Fault> {
        let overwrite = if fresh { "F" } else { "T" };
        let moved = self.vraag("MOVE", aside, &[("destination", url), ("overwrite", overwrite)], None)?;
        match moved.status().as_u16() {
            201 | 204 => Ok(Zet::Gezet(Merk::van(bytes))),
            412 => Ok(Zet::Botsing),
            // A server that does not move, or that stands behind another one under another name.
            400 | 405 | 500..=502 => {
                let condition = if fresh { vec![("if-none-match", "*")] } else { Vec::new() };
                self.schrijf(url, bytes, &condition)
            }
            other => Err(self.antwoord(other)),
        }
    }

    fn schrijf(&self, url: &str, bytes: &[u8], condition: &[(&'static str, &str)]) -> Result<Zet, Fault> {
        let mut headers = vec![("content-type", "application/octet-stream")];
        headers.extend_from_slice(condition);
        match self.vraag("PUT", url, &headers, Some(bytes))?.status().as_u16() {
            200..=299 => Ok(Zet::Gezet(Merk::van(bytes))),
            412 => Ok(Zet::Botsing),
            other => Err(self.antwoord(other)),
        }
    }
}

/// The slot, held as long as this is alive.
struct Slot<'a> {
    plek: &'a WebDav,
    url: String,
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        // When it fails the slot becomes old, and somebody else takes it away.
        self.plek.weg(&self.url);
    }
}

impl Opslagplaats for WebDav {
    fn waar(&self) -> String {
        self.basis.clone()
    }

    fn lijst(&self) -> Result<Vec<Naam>, Fault> {
        let headers = [("depth", "1"), ("content-type", "application/xml; charset=utf-8")];
        let mut answer = self.vraag("PROPFIND", &self.basis, &headers, Some(LIJST_VRAAG.as_bytes()))?;
        match answer.status().as_u16() {
            207 => {}
            // A page, not a list.
            200 => return Err(self.antwoord(405)),
            other => return Err(self.antwoord(other)),
        }
        let Some(bytes) = self.lichaam(&mut answer, MEEST_LIJST)? else { return Err(te_veel(&self.basis)) };
        let names = lees_lijst(&bytes).ok_or_else(|| {
            Fault::input(
                "De lijst van de server kan ik niet lezen.",
                "Ze is niet heel, of is geen WebDAV.",
                "Probeer het opnieuw, of vraag de beheerder om het WebDAV-adres van de map.",
            )
            .at(self.basis.clone())
        })?;
        if names.len() > MEEST_NAMEN { Err(te_veel(&self.basis)) } else { Ok(names) }
    }

    fn haal(&self, naam: &str, meest: u64) -> Result<Gehaald, Fault> {
        self.haal_van(&self.place(naam)?, meest)
    }

    fn zet_als_ongewijzigd(&self, naam: &str, bytes: &[u8], verwacht: Option<&Merk>) -> Result<Zet, Fault> {
        let url = self.place(naam)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|_| self.verbinding(&Error::ConnectionFailed))?;
        let aside = self.url(&format!(".netwerk-{}.nieuw", canoniek::hex(&random)));
        // Before the slot: it may take long, and nobody reads it.
        if let Err(fault) = self.schrijf(&aside, bytes, &[]) {
            self.weg(&aside);
            return Err(fault);
        }
        let put = || -> Result<Zet, Fault> {
            let _slot = self.slot()?;
            let found = match verwacht {
                // A name that nothing has yet may be of a large file: whether it is there is enough.
                None => self.is_er(&url)?,
                Some(_) => self.haal_van(&url, MEEST_VERGELEKEN)?,
            };
            let same = match (&found, verwacht) {
                (Gehaald::Niets, None) => true,
                (Gehaald::Bestand(_, merk), Some(expected)) => merk == expected,
                _ => false,
            };
            if !same {
                return Ok(Zet::Botsing);
            }
            self.verplaats(&aside, &url, bytes, verwacht.is_none())
        };
        let done = put();
        // After a move nothing stands there any more.
        self.weg(&aside);
        done
    }

    fn haal_weg(&self, naam: &str, verwacht: &Merk) -> Result<(), Fault> {
        let url = self.place(naam)?;
        let _slot = self.slot()?;
        let found = self.haal_van(&url, u64::MAX - 1)?;
        if !matches!(found, Gehaald::Bestand(_, merk) if merk == *verwacht) {
            return Ok(());
        }
        match self.vraag("DELETE", &url, &[], None)?.status().as_u16() {
            200..=299 | 404 | 410 => Ok(()),
            other => Err(self.antwoord(other)),
        }
    }
}

impl WebDav {
    /// Whether something stands under an address.
    fn is_er(&self, url: &str) -> Result<Gehaald, Fault> {
        match self.vraag("HEAD", url, &[], None)?.status().as_u16() {
            200..=299 => Ok(Gehaald::Niet(String::new())),
            404 | 410 => Ok(Gehaald::Niets),
            other => Err(self.antwoord(other)),
        }
    }
}

const ONVEILIG: (&str, &str, &str) = (
    "De verbinding met de server is niet veilig.",
    "Het certificaat van de server klopt niet, is verlopen of is van een ander.",
    "Bel de beheerder van de server. Ga niet verder zolang dit niet klopt.",
);

/// Whether an error of the line comes from how it is protected.
fn is_tls(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData
}

/// What a request says of who asks. Marked, so that the library does not show it either.
fn credentials(user: &str, password: &Password) -> Result<HeaderValue, Fault> {
    let both = Zeroizing::new(format!("{user}:{}", password.expose()));
    let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(both.as_bytes())));
    let mut value =
        HeaderValue::from_str(&text).map_err(|_| no_address("De naam of het wachtwoord kan niet worden gestuurd."))?;
    value.set_sensitive(true);
    Ok(value)
}

/// An address as this program uses it, and the user in it.
fn address(adres: &str) -> Result<(String, Option<String>), Fault> {
    // Letters that an address cannot hold as they are, such as a space or an accent.
    let clean: String = adres
        .trim()
        .bytes()
        .map(|byte| if byte.is_ascii_graphic() { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let uri: Uri = clean.parse().map_err(|_| no_address("Zo ziet een adres er niet uit."))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(no_address("Er hoort te staan: https://, de naam van de server en de map."));
    };
    let host = uri.host().unwrap_or_default();
    let secure = scheme == "https" || (scheme == "http" && is_here(host));
    if host.is_empty() || !matches!(scheme, "http" | "https") || uri.query().is_some() || adres.contains('#') {
        return Err(no_address("Er hoort te staan: https://, de naam van de server en de map."));
    }
    if !secure {
        return Err(Fault::usage(
            "Dit adres is niet beveiligd.",
            "Met http:// kan iedereen onderweg uw wachtwoord en het netwerk meelezen.",
            "Gebruik een adres dat begint met https://.",
        ));
    }
    let user = match authority.as_str().rsplit_once('@') {
        Some((user, _)) if user.contains(':') => {
            return Err(Fault::usage(
                "In dit adres staat een wachtwoord.",
                "Een adres wordt getoond en bewaard, en staat in de geschiedenis van uw terminal.",
                "Haal het wachtwoord weg uit het adres; het wordt apart gevraagd. Kies liefst ook een nieuw wachtwoord.",
            ));
        }
        Some((user, _)) => Some(decoded(user).ok_or_else(|| no_address("De naam voor de @ is niet te lezen."))?),
        None => None,
    };
    let port = uri.port().map_or_else(String::new, |port| format!(":{port}"));
    let path = uri.path().trim_end_matches('/');
    Ok((format!("{scheme}://{host}{port}{path}/"), user.filter(|user| !user.is_empty())))
}

/// Whether a host is this computer itself.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn no_address(waarom: &str) -> Fault {
    Fault::usage("Dit adres kan ik niet gebruiken.", waarom, "Bijvoorbeeld: https://wolk.voorbeeld.nl/netwerk")
}

/// A name as a part of an address.
fn encoded(naam: &str) -> String {
    let mut out = String::with_capacity(naam.len());
    for byte in naam.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The other way; nothing when it is no text.
fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        if *first == b'%' {
            let hex = std::str::from_utf8(rest.get(..2)?).ok()?;
            out.push(u8::from_str_radix(hex, 16).ok()?);
            rest = rest.get(2..)?;
        } else {
            out.push(*first);
        }
    }
    String::from_utf8(out).ok()
}

/// A moment as servers write it, in seconds.
fn moment(text: &str) -> Option<i64> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new();
    parser.parse_timestamp(text.trim()).ok().map(jiff::Timestamp::as_second)
}

/// When something was changed last, in the answer to PROPFIND.
fn laatst(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => inside = tag.local_name().as_ref() == "getlastmodified",
            Event::Text(part) if inside => return Some(part.xml10_content().into_owned()),
            Event::End(_) => inside = false,
            Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// The names in the answer to PROPFIND. Only the last part of an address counts: a server may stand behind another one and
/// name itself otherwise. Nothing when it is not whole.
fn lees_lijst(bytes: &[u8]) -> Option<Vec<Naam>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut names = Vec::new();
    let (mut open, mut seen) = (0_usize, false);
    let (mut href, mut size, mut folder) = (String::new(), String::new(), false);
    let mut inside: Option<bool> = None;
    loop {
        let event = reader.read_event().ok()?;
        let started = match &event {
            Event::Start(tag) | Event::Empty(tag) => Some(tag.local_name().as_ref().to_owned()),
            _ => None,
        };
        match started.as_deref() {
            Some("multistatus") => seen = true,
            Some("response") => (href, size, folder) = (String::new(), String::new(), false),
            Some("collection") => folder = true,
            _ => {}
        }
        match event {
            Event::Start(_) => {
                open += 1;
                inside = match started.as_deref() {
                    Some("href") => Some(true),
                    Some("getcontentlength") => Some(false),
                    _ => None,
                };
            }
            Event::Text(part) => match inside {
                Some(true) => href.push_str(&part.xml10_content()),
                Some(false) => size.push_str(&part.xml10_content()),
                None => {}
            },
            // The one sign that an address is written with otherwise.
            Event::GeneralRef(part) if inside == Some(true) => match part.xml10_content().as_ref() {
                "amp" => href.push('&'),
                "apos" => href.push('\''),
                _ => href.push(part.resolve_char_ref().ok()??),
            },
            Event::CData(part) if inside == Some(true) => href.push_str(&part.xml10_content()),
            Event::End(tag) => {
                open = open.checked_sub(1)?;
                inside = None;
                if tag.local_name().as_ref() == "response" && !folder {
                    let last = href.trim().rsplit('/').next().unwrap_or_default();
                    if let Some(naam) = decoded(last).filter(|naam| is_naam(naam)) {
                        names.push(Naam { naam, grootte: size.trim().parse().ok() });
                    }
                }
            }
            Event::DocType(_) => return None,
            Event::Eof => return (seen && open == 0).then_some(names),
            _ => {}
        }
        if names.len() > MEEST_NAMEN {
            return Some(names);
        }
    }
}
