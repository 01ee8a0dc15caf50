package vn.lienthong.consent;

import java.util.List;

/** A caller, a person's decisions and some rows of the person's record. */
record World(Request request, Policy policy, List<SampleRow> rows) {

    World with(Policy other) {
        return new World(request, other, rows);
    }

    World with(Request other) {
        return new World(other, policy, rows);
    }

    List<Decision> decisions() {
        Decider decider = ConsentEngine.prepare(request, policy);
        return rows.stream().map(decider::decide).toList();
    }
}
