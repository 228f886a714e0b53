/** The Jakarta Batch TCK, run by the packaged server as one of its jobs. */
package millwright.tck;
