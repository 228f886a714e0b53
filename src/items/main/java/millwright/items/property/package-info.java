/** How the properties of the artifacts are read, and how a wrong one is refused (I1). */
package millwright.items.property;
