/**
 * One file a feature of jobs in Java, each with the job and how it is submitted; {@code InContainerIT} shows of each that
 * it does what it says. The jar runs as it is, by {@code serve --jobs}.
 *
 * <p>Copy a file, not the package: nothing here knows another file, but for {@link
 * millwright.samples.features.OutsideService}, which stands for whatever yours calls.
 */
package millwright.samples.features;
