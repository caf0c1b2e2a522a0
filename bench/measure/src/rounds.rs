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

    pub(crate) fn least(&self) -> f64 {
        self.0[0]
    }

    pub(crate) fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_or_between_the_two() {
        let rounds = Rounds::new(vec![3.0, 1.0, 2.0]);
        assert_eq!((rounds.least(), rounds.median(), rounds.most()), (1.0, 2.0, 3.0));
        assert_eq!(Rounds::new(vec![4.0, 1.0, 2.0, 3.0]).median(), 2.5);
    }
}
