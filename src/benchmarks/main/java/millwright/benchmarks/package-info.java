/**
 * The measurements behind every figure in the README. Each is one command that prints lines {@code name value unit};
 * each run of each contender gets a JVM and a database of its own, and the contenders take turns, so that what else the
 * machine does meets all of them alike.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>B1 Only lines {@code name value unit} go to the standard output; what is going on goes to the other one.
 *   <li>B2 PostgreSQL keeps what it committed: fsync and synchronous_commit are on, whoever is measured.
 *   <li>B3 A ratio is taken within a run, from contenders measured one after the other; printed are its median over all
 *       runs and its range.
 * </ul>
 *
 * <p>It touches no database but those named {@code millwright_bench_...}, which it makes and drops.
 */
package millwright.benchmarks;
