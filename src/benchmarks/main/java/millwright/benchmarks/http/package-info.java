/**
 * The API under load: the packaged server, asked by wrk on loopback, beside the bare engine in a JVM of its own that does the
 * same to a database of the same PostgreSQL.
 *
 * <p>H1 Both submit jobs of which none runs, as many at a time for as long, with parameters of a size. H2 What wrk's own
 * CPU is, the server lacks: both are on one machine, and the figures say so. H3 A request that was refused is counted, and
 * no figure of a run with one means anything.
 */
package millwright.benchmarks.http;
