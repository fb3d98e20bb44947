"""Running a pipeline and publishing what came of it."""
