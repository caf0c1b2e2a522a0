//! "Did you mean": the nearest of the known words.

/// The known word that a mistyped one probably means, if any is near.
///
/// Case does not count. A third of the letters may be wrong, at least one; neighbours that
/// changed places count as one mistake. Of equally near words the first wins.
///
/// ```
/// use framework_pattern::nearest;
///
/// let known = ["int", "long", "uuid"];
/// assert_eq!(nearest("itn", known), Some("int"));
/// assert_eq!(nearest("UUID", known), Some("uuid"));
/// assert_eq!(nearest("gender", known), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    known
        .into_iter()
        .filter_map(|candidate| Some((mistakes(&word, &letters(candidate))?, candidate)))
        .min_by_key(|(mistakes, _)| *mistakes)
        .map(|(_, candidate)| candidate)
}

fn letters(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// The number of mistakes, or nothing when there are too many to call the words near.
fn mistakes(word: &[char], candidate: &[char]) -> Option<usize> {
    let longer = word.len().max(candidate.len());
    let shorter = word.len().min(candidate.len());
    let allowed = (longer / 3).max(1);
    if longer - shorter > allowed {
        return None;
    }
    let mistakes = distance(word, candidate);
    // Words that share nothing are not near, however short they are.
    (mistakes <= allowed && mistakes < shorter.max(1)).then_some(mistakes)
}

/// Edit distance with transpositions of neighbours (optimal string alignment).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row_before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut left_before = None;
    for (index, &from) in left.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut beside = index + 1;
        next.push(beside);
        let mut right_before = None;
        for (column, (&to, pair)) in right.iter().zip(row.windows(2)).enumerate() {
            let &[diagonal, above] = pair else { break };
            let mut best = (diagonal + usize::from(from != to)).min(above + 1).min(beside + 1);
            if left_before == Some(to) && right_before == Some(from) {
                let swapped = column.checked_sub(1).and_then(|at| row_before.get(at));
                best = best.min(swapped.map_or(usize::MAX, |cost| cost + 1));
            }
            next.push(best);
            beside = best;
            right_before = Some(to);
        }
        left_before = Some(from);
        row_before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
