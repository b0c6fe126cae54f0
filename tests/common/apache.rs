//! A real WebDAV server: Debian's Apache with mod_dav, on a port of its own, with everything it writes in one folder.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use aandacht::domain::kluis::Password;
use aandacht::platform::plek::WebDav;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Who may come in at `/dicht`.
pub const GEBRUIKER: &str = "els";
/// With which password.
pub const WACHTWOORD: &str = "geheim-wachtwoord";
/// The same as Apache keeps it (`htpasswd -nbs`).
const HTPASSWD: &str = "els:{SHA}8z2TkgYMWSIrwExrdJlX18Mcork=\n";

/// The server, as long as this is alive.
pub struct Apache {
    child: Child,
    map: TempDir,
    port: u16,
}

impl Apache {
    /// Starts it.
    pub fn start() -> Apache {
        let program = ["/usr/sbin/apache2", "/usr/bin/apache2"].into_iter().find(|path| Path::new(path).exists());
        let Some(program) = program else {
            panic!("these tests need Apache with mod_dav: apt-get install --no-install-recommends apache2");
        };
        // Another program may take the port that was free.
        for _ in 0..5 {
            let map = TempDir::new().expect("a temporary folder");
            let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
            prepare(map.path(), port);
            let child = Command::new(program)
                .args(["-DFOREGROUND", "-f"])
                .arg(map.path().join("apache.conf"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("Apache starts");
            let mut server = Apache { child, map, port };
            if server.answers() {
                return server;
            }
            let log = fs::read_to_string(server.map.path().join("fouten.log")).unwrap_or_default();
            assert!(log.is_empty() || log.contains("Address already in use"), "Apache does not start: {log}");
        }
        panic!("Apache does not start");
    }

    fn answers(&mut self) -> bool {
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(30) {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            if self.child.try_wait().expect("its state").is_some() {
                return false;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }

    /// The address of a folder.
    pub fn address(&self, folder: &str) -> String {
        format!("http://localhost:{}/{folder}/", self.port)
    }

    /// Where a folder stands on the disk.
    pub fn on_disk(&self, folder: &str) -> PathBuf {
        self.map.path().join("www").join(folder)
    }

    /// The folder that everybody may use.
    pub fn open(&self) -> WebDav {
        WebDav::new(&self.address("open"), None, |_| panic!("no password is needed")).expect("a place")
    }

    /// The folder with a password.
    pub fn closed(&self, user: &str, password: &str) -> WebDav {
        WebDav::new(&self.address("dicht"), Some(user), |_| Ok(Password::new(password))).expect("a place")
    }
}

impl Drop for Apache {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}

fn prepare(map: &Path, port: u16) {
    let everyone = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    };
    everyone(map, 0o755);
    for folder in ["www", "www/open", "www/dicht", "www/klein", "www/gewoon", "slot"] {
        fs::create_dir(map.join(folder)).expect("a folder");
        // Started by root, its workers are somebody else.
        everyone(&map.join(folder), 0o777);
    }
    fs::write(map.join("htpasswd"), HTPASSWD).expect("written");
    everyone(&map.join("htpasswd"), 0o644);
    let modules: String =
        ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dav", "dav_fs"]
            .iter()
            .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
            .collect();
    let map_name = map.display();
    let config = format!(
        r#"{modules}
ServerRoot "{map_name}"
DefaultRuntimeDir "{map_name}"
PidFile "{map_name}/pid"
ErrorLog "{map_name}/fouten.log"
LogLevel error
ServerName localhost
Listen 127.0.0.1:{port}
User www-data
Group www-data
DocumentRoot "{map_name}/www"
DavLockDB "{map_name}/slot/slot"
<Location "/open">
    Dav On
    Require all granted
</Location>
<Location "/klein">
    Dav On
    LimitRequestBody 1000
    Require all granted
</Location>
<Location "/dicht">
    Dav On
    AuthType Basic
    AuthName "netwerk"
    AuthUserFile "{map_name}/htpasswd"
    Require valid-user
</Location>
<Location "/gewoon">
    Require all granted
</Location>
"#
    );
    fs::write(map.join("apache.conf"), config).expect("written");
}
