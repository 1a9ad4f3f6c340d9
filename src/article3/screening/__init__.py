"""The same rules over many cases at once, as arrays: screen thousands or millions of cases."""
