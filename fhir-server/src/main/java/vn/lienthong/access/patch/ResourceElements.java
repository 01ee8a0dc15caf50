package vn.lienthong.access.patch;

import java.util.List;
import java.util.Optional;

/** Finds elements of a resource by <a href="https://hl7.org/fhir/R4/fhirpath.html">FHIRPath</a>. Thread-safe. */
public interface ResourceElements {

    /** What a path is refused with. */
    final class PathException extends Exception {

        private static final long serialVersionUID = 1L;

        public PathException(String problem) {
            super(problem, null, false, false);
        }

        /** A sentence. */
        public String problem() {
            return java.util.Objects.requireNonNull(getMessage());
        }
    }

    /**
     * The elements that the path leads to.
     *
     * @param json the resource, which may be incomplete
     * @throws PathException where the path is no path of this resource
     */
    List<Found> find(byte[] json, String path) throws PathException;

    /** An element that is there. */
    record Found(Place place, Kind kind) {}

    /**
     * Where an element stands in JSON.
     *
     * @param holder members and indexes that lead to the object that holds it
     * @param member its name there; empty for the resource itself
     * @param index among its like; -1 where it does not repeat
     */
    record Place(List<String> holder, String member, int index) {

        public Place {
            holder = List.copyOf(holder);
        }

        public boolean isRoot() {
            return member.isEmpty();
        }

        boolean isInSameListAs(Place other) {
            return holder.equals(other.holder) && member.equals(other.member);
        }
    }

    /** What FHIR says of an element: present or not. */
    interface Kind {

        /** As FHIRPath names it, without a type. */
        String name();

        boolean repeats();

        /** Whether its type stands in its name, as in {@code valueQuantity}. */
        boolean choice();

        /** An element within this one; empty where it has none of that name. */
        Optional<Kind> child(String name);

        /** Whether a member of the JSON object that holds it is this element. */
        boolean isCalled(String member);
    }
}
