/**
 * How many jobs there are and how they have gone, over HTTP.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W102 The counts are of this moment, the performance of whole hours; both only of what the caller may see.
 * </ul>
 *
 * <p>It computes nothing but what a document says: {@link millwright.job.Statistics} counts.
 */
package millwright.web.statistics;
