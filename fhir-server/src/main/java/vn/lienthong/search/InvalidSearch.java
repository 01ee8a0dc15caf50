package vn.lienthong.search;

/**
 * What is wrong with one parameter of a search.
 *
 * @param parameter its name as it was given
 * @param problem a plain sentence
 * @param example the right form
 */
public record InvalidSearch(String parameter, String problem, String example) {

    public String diagnostics() {
        return "Parameter `" + parameter + "`: " + problem + " Example: `" + example + "`.";
    }
}
