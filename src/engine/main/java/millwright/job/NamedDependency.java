package millwright.job;

/** A {@link Dependency} on a job of the same bulk. */
record NamedDependency(String name, Dependency.OnFailure onFailure) {}
