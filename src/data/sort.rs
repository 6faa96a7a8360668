//! Sorting by a heap: one copy of the code for all lists, a tenth of the bytes of the standard library's sort.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// The places of the entries in their order; equal ones keep theirs.
pub fn sorted<T>(list: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    order(list.len(), &|one, other| list.get(one).zip(list.get(other)).map_or(Ordering::Equal, |(a, b)| compare(a, b)))
}

fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut heap = BinaryHeap::with_capacity(count);
    for place in 0..count {
        heap.push(Entry { place, compare });
    }
    // From the last to the first, into a list that is filled from its end.
    let mut places = alloc::vec![0; count];
    for place in places.iter_mut().rev() {
        *place = heap.pop().map_or(0, |entry| entry.place);
    }
    places
}

struct Entry<'c> {
    place: usize,
    compare: &'c dyn Fn(usize, usize) -> Ordering,
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.compare)(self.place, other.place).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Entry<'_> {}
