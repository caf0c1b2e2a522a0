/// One figure, measured in several rounds.
pub(crate) struct Rounds(Vec<f64>);

impl Rounds {
    /// There must be one.
    pub(crate) fn new(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        Self(figures)
    }

    pub(crate) fn median(&self) -> f64 {
        let middle = self.0.len() / 2;
        if self.0.len().is_multiple_of(2) { (self.0[middle - 1] + self.0[middle]) / 2.0 } else { self.0[middle] }
    }

    pub(crate) fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }

    /// Where the median of ever more rounds would lie, 19 times of 20, whatever the noise is like: between two of the
    /// rounds, by how often so many of them fall on one side of it (the binomial distribution). It takes six rounds;
    /// fewer give all that was measured.
    pub(crate) fn interval(&self) -> (f64, f64) {
        const MOST_OUTSIDE: f64 = 0.05;
        let count = self.0.len();
        let (mut outside, mut chance, mut cut) = (0.0, 0.5_f64.powi(count as i32), 0);
        loop {
            // That so many lie on one side of the median, or so many on the other.
            outside += 2.0 * chance;
            if outside > MOST_OUTSIDE {
                break;
            }
            cut += 1;
            chance *= (count + 1 - cut) as f64 / cut as f64;
        }
        let first = cut.saturating_sub(1);
        (self.0[first], self.0[count - 1 - first])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_or_between_the_two() {
        let rounds = Rounds::new(vec![3.0, 1.0, 2.0]);
        assert_eq!(rounds.median(), 2.0);
        assert_eq!(Rounds::new(vec![4.0, 1.0, 2.0, 3.0]).median(), 2.5);
    }

    #[test]
    fn outliers_of_many_rounds_say_nothing_of_the_median() {
        let interval = |count: u32| Rounds::new((1..=count).map(f64::from).collect()).interval();
        assert_eq!(interval(1), (1.0, 1.0));
        assert_eq!(interval(5), (1.0, 5.0), "too few to leave one out");
        assert_eq!(interval(6), (1.0, 6.0));
        assert_eq!(interval(9), (2.0, 8.0));
        assert_eq!(interval(15), (4.0, 12.0));
        assert_eq!(interval(25), (8.0, 18.0));
    }
}
