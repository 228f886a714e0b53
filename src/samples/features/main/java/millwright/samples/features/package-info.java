/**
 * One file a feature of jobs in Java, each with the job and how it is submitted; {@code SamplesIT} shows of each that it
 * does what it says. The jar runs as it is: {@code java -jar millwright.jar serve --jobs millwright-samples-features.jar}.
 *
 * <p>Copy a file, not the package: nothing here knows another file, but for {@link
 * millwright.samples.features.OutsideService}, which stands for whatever yours calls.
 */
package millwright.samples.features;
