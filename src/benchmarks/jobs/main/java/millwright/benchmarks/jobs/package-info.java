/** The jobs that the packaged server is measured with: a job jar as a team would make it. */
package millwright.benchmarks.jobs;
