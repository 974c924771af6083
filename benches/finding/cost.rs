//! Time by the wall and of the processor, and how it is spread over many pages.

use std::fs;
use std::time::Instant;

/// Seconds by the clock on the wall, and of CPU over all threads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
}

/// The moment from which a cost is counted.
pub(crate) struct Begun {
    wall: Instant,
    cpu: f64,
}

impl Cost {
    pub(crate) fn begun() -> Begun {
        let cpu = cpu();
        Begun { wall: Instant::now(), cpu }
    }
}

impl Begun {
    pub(crate) fn spent(&self) -> Cost {
        let wall = self.wall.elapsed().as_secs_f64();
        Cost { wall, cpu: cpu() - self.cpu }
    }
}

/// The seconds that the threads of this process have run; 0 where the system does not say. Of a
/// thread that runs just now the last milliseconds may be missing, so work that is to be counted is
/// done on others (the first field of `/proc/PID/task/TID/schedstat`, in nanoseconds).
fn cpu() -> f64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return 0.0 };
    let ran = threads.filter_map(|thread| {
        let stat = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse::<f64>().ok()
    });
    ran.sum::<f64>() / 1e9
}

/// A page: what it cost and how many documents it says were found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) cost: Cost,
    pub(crate) found: u64,
    /// Whether it says that its time is over.
    pub(crate) is_over: bool,
}

/// Medians and 99th percentiles of many pages, in seconds.
pub(crate) struct Spread {
    wall: (f64, f64),
    cpu: (f64, f64),
    found: u64,
    /// How many pages say that their time is over.
    over: usize,
}

impl Spread {
    pub(crate) fn of(pages: &[Page]) -> Self {
        let mut found: Vec<u64> = pages.iter().map(|page| page.found).collect();
        found.sort_unstable();
        Self {
            wall: middle_and_end(pages.iter().map(|page| page.cost.wall).collect()),
            cpu: middle_and_end(pages.iter().map(|page| page.cost.cpu).collect()),
            found: found.get(found.len() / 2).copied().unwrap_or_default(),
            over: pages.iter().filter(|page| page.is_over).count(),
        }
    }

    /// Prints it in milliseconds, with the room's own as a multiple of this one.
    pub(crate) fn print(&self, name: &str, own: Option<&Self>) {
        let beside = own.map_or_else(String::new, |own| {
            let ratio = |own: f64, other: f64| own / other.max(1e-6);
            format!(
                "  room: {:.2} x wall, {:.2} x CPU",
                ratio(own.wall.0, self.wall.0),
                ratio(own.cpu.0, self.cpu.0)
            )
        });
        let over = match self.over {
            0 => String::new(),
            over => format!("  {over} pages over time"),
        };
        println!(
            "{name:24} {:7} {:8.2} {:8.2} {:8.2} {:8.2}{beside}{over}",
            self.found,
            self.wall.0 * 1e3,
            self.wall.1 * 1e3,
            self.cpu.0 * 1e3,
            self.cpu.1 * 1e3
        );
    }
}

fn middle_and_end(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_unstable_by(f64::total_cmp);
    let at = |percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or_default()
    };
    (at(50), at(99))
}
