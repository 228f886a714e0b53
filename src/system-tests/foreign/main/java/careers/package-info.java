/**
 * Somebody else's application, about openings, which it calls jobs: a stand-in for any team's. It has all that could
 * clash with a library: two JAX-RS applications, one of which takes every annotated class of the WAR; a resource at
 * the path "jobs"; a mapper for every exception; a login; a persistence unit, a datasource and migrations; and batch
 * jobs that run in the container's own batch runtime.
 */
package careers;
