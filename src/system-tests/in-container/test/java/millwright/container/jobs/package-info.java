/** Batch artifacts and beans that are deployed as a jar of their own in WEB-INF/lib, as a team's jobs are. */
package millwright.container.jobs;
