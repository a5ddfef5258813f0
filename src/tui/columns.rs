//! How columns share a row: each takes what its widest text takes, and where there is not room for
//! all the widest give way first. Must not know what stands in them.

/// The widths of columns that would take `wants` cells, together at most `room`.
pub(super) fn share<const N: usize>(room: u16, wants: [u16; N]) -> [u16; N] {
    let total = |level: u16| wants.iter().map(|want| u32::from(*want.min(&level))).sum::<u32>();
    let room = u32::from(room);
    let widest = wants.iter().copied().max().unwrap_or(0);
    if total(widest) <= room {
        return wants;
    }
    // The highest level at which all that is above it may be cut off.
    let (mut low, mut high) = (0, widest);
    while low + 1 < high {
        let level = low.midpoint(high);
        if total(level) <= room { low = level } else { high = level }
    }
    let mut widths = wants.map(|want| want.min(low));
    // What is left, a cell each, to the first that were cut.
    let mut left = room - total(low);
    for (width, want) in widths.iter_mut().zip(wants) {
        if left > 0 && *width < want {
            (*width, left) = (*width + 1, left - 1);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_gives_way_first_and_all_the_room_is_used() {
        assert_eq!(share(30, [10, 8]), [10, 8]);
        assert_eq!(share(16, [10, 8]), [8, 8]);
        assert_eq!(share(15, [10, 8]), [8, 7]);
        assert_eq!(share(12, [10, 3]), [9, 3]);
        assert_eq!(share(0, [10, 8]), [0, 0]);
        assert_eq!(share(7, [0, 60]), [0, 7]);
    }

    #[test]
    fn nothing_is_shared_beyond_the_room() {
        for room in 0..40 {
            for a in 0..20 {
                for b in 0..20 {
                    let [x, y] = share(room, [a, b]);
                    assert_eq!(x + y, room.min(a + b), "{room} {a} {b}");
                }
            }
        }
    }
}
