/**
 * The packaged server as others meet it: started as a child process, asked over HTTP, killed and frozen by real
 * signals. Nothing here knows a class of the product.
 */
package millwright.system;
