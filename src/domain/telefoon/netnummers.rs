//! The Dutch area codes (N10.01).

/// Every area code in use, without its first zero, in order: 30 of two digits (`45` is 045) and 111 of three.
const NETNUMMERS: [u16; 141] = [
    // two digits: seven follow
    10, 13, 15, 20, 23, 24, 26, 30, 33, 35, 36, 38, 40, 43, 45, 46, 50, 53, 55, 58, 70, 71, 72, 73, 74, 75, 76, 77, 78,
    79, //
    // three digits: six follow
    111, 113, 114, 115, 117, 118, 161, 162, 164, 165, 166, 167, 168, 172, 174, 180, 181, 182, 183, 184, 186,
    187, //
    222, 223, 224, 226, 227, 228, 229, 251, 252, 255, 294, 297, 299, //
    313, 314, 315, 316, 317, 318, 320, 321, 341, 342, 343, 344, 345, 346, 347, 348, //
    411, 412, 413, 416, 418, 475, 478, 481, 485, 486, 487, 488, 492, 493, 495, 497, 499, //
    511, 512, 513, 514, 515, 516, 517, 518, 519, 521, 522, 523, 524, 525, 527, 528, 529, //
    541, 543, 544, 545, 546, 547, 548, 561, 562, 566, 570, 571, 572, 573, 575, 577, 578, //
    591, 592, 593, 594, 595, 596, 597, 598, 599,
];

/// How many digits of this national number, its first zero included, are the area code: 3 or 4. `None` when no area
/// code begins like this.
pub(super) fn lengte(nationaal: &str) -> Option<usize> {
    let is_one = |digits: &&usize| {
        let code = nationaal.get(1..**digits).and_then(|code| code.parse().ok());
        code.is_some_and(|code: u16| NETNUMMERS.binary_search(&code).is_ok())
    };
    [3, 4].iter().find(is_one).copied()
}
