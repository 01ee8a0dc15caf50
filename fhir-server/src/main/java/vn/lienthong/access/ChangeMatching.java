package vn.lienthong.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ChangeInterest.Filter;
import vn.lienthong.directory.Facilities;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.Reindexing;
import vn.lienthong.search.Query;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;

/**
 * Whether a change is what somebody follows. It says nothing of whether it may be seen: that is decided beside it.
 *
 * <p>Nobody follows the whole province: a facility has a part in what it is told, by a registration, by a case, or by
 * having named the patient.
 */
@Component
class ChangeMatching {

    private final Deciders deciders;
    private final Facilities facilities;
    private final Reindexing reindexing;
    private final Packing packing;
    private final SearchParameters parameters;

    ChangeMatching(
            Deciders deciders,
            Facilities facilities,
            Reindexing reindexing,
            Packing packing,
            SearchParameters parameters) {
        this.deciders = deciders;
        this.facilities = facilities;
        this.reindexing = reindexing;
        this.packing = packing;
        this.parameters = parameters;
    }

    /** @param persons by the keys of their patients */
    Predicate<RecordRow> of(AccessRequest request, ChangeInterest interest, Map<Long, Person> persons) {
        var own = deciders.custodianships(request.caller());
        return row -> row.home() instanceof Home.OfPatient(var key)
                && Optional.ofNullable(persons.get(key))
                        .filter(person -> concerns(row, person, interest, own))
                        .isPresent();
    }

    private boolean concerns(RecordRow row, Person person, ChangeInterest interest, Set<String> own) {
        if (interest.topic() == ChangeTopic.REFERRAL && !(isCase(row, interest.base()) && hasPart(row, own))) {
            return false;
        }
        boolean known = interest.topic() == ChangeTopic.REFERRAL
                || person.registrations().stream().anyMatch(one -> own.contains(one.custodian()));
        return interest.filters().isEmpty()
                ? known
                : interest.filters().stream().anyMatch(filter -> fits(row, person, filter, known));
    }

    private boolean isCase(RecordRow row, Optional<Query> base) {
        return row.type().equals("Task")
                && base.filter(query -> matches(row, query)).isPresent();
    }

    /** It asked for the case, or is to fulfil it. */
    private boolean hasPart(RecordRow task, Set<String> own) {
        if (own.contains(task.custodian())) {
            return true;
        }
        var owner = parameters.find("Task", "owner").orElseThrow();
        return new SearchValuesView(packing.unpack(task.requireSearch()))
                .referencesOf(owner).stream()
                        .filter(target -> target.type().equals("Organization"))
                        .flatMap(target -> facilities.ofOrganization(target.id()).stream())
                        .anyMatch(facility -> own.contains(facility.code()));
    }

    private boolean fits(RecordRow row, Person person, Filter filter, boolean known) {
        if (!filter.type().equals(ChangeInterest.ANY_TYPE) && !filter.type().equals(row.type())) {
            return false;
        }
        boolean about = filter.patients().isEmpty()
                ? known
                : filter.patients().stream()
                        .anyMatch(id -> person.registration(id).isPresent());
        return about && filter.query().map(query -> matches(row, query)).orElse(true);
    }

    /** What was deleted says nothing any more, so it fits whatever a filter asks of it. */
    private boolean matches(RecordRow row, Query query) {
        if (row.deleted()) {
            return true;
        }
        var current = reindexing.upToDate(java.util.List.of(row), query.added()).getFirst();
        return query.matchesByItself(new SearchValuesView(packing.unpack(current.requireSearch())), current);
    }
}
