/* R1 in plain C, and R2 at the end: what a good programmer writes when speed is all that is asked.
 *
 * One slot per server for what it does next, the gate and the next arrival beside them, the earliest found by
 * looking at all; intrusive lists for the queues. No vector instruction, no flag but -O3. */

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { SLOTS = 36, MOST_VISITS = 1024, MOST_SCALE = 3, MOST_SLOTS = 5 * MOST_SCALE + 2, PRIORITIES = 4 };
enum { URGENT, SCHEDULED, WALK_IN };
enum { RECEPTION, PREPARATION, CONSULTATION, CLOSING, STEPS };

static const double DOOR[2] = {495, 825}, OPENS[2] = {510, 840}, CLOSES[2] = {750, 1140};
static const double MOVE = 0.5, NO_SHOW = 0.06;
static const int8_t ASSISTANCE[3] = {0, 2, 3};

typedef struct {
    double arrival, minutes[STEPS];
    double prepared_from, prepared, taken, called_out, left;
    int16_t next; /* in the one queue it waits in */
    int8_t kind, doctor, session, room, step;
} Visit;

typedef struct {
    uint32_t waiting; /* the priorities at which somebody waits */
    int16_t first[PRIORITIES], last[PRIORITIES];
} Queue;

typedef struct {
    Visit visit[MOST_VISITS];
    int16_t order[MOST_VISITS]; /* by arrival */
    int16_t at_gate[MOST_VISITS];
    int visits, arrived, gated, session;
    uint64_t key[MOST_SLOTS]; /* time, its low 8 bits replaced by the slot: one comparison, a total order */
    double when[MOST_SLOTS];
    int16_t serving[MOST_SLOTS];
    uint32_t free_receptionists, free_assistants, free_rooms, free_doctors, present;
    Queue reception, assistants, rooms, doctor[2 * MOST_SCALE];
    int load[2 * MOST_SCALE], last_room[2 * MOST_SCALE];
    double last_consultation[2 * MOST_SCALE];
} Day;

typedef struct {
    double served, before_room, before_doctor, stay, busy, within, overtime, doctors, last, events;
} Sums;

/* --- queues and slots ------------------------------------------------------------------------------------------ */

static inline void wait(Day *d, Queue *q, int priority, int p) {
    if (q->waiting >> priority & 1)
        d->visit[q->last[priority]].next = (int16_t)p;
    else
        q->first[priority] = (int16_t)p;
    q->last[priority] = (int16_t)p;
    d->visit[p].next = -1;
    q->waiting |= 1u << priority;
}

static inline int best(Day *d, Queue *q) {
    int priority = __builtin_ctz(q->waiting), p = q->first[priority];
    q->first[priority] = d->visit[p].next;
    if (d->visit[p].next < 0)
        q->waiting &= ~(1u << priority);
    return p;
}

static inline int smallest(uint32_t *set) {
    int it = __builtin_ctz(*set);
    *set &= *set - 1;
    return it;
}

static inline void plan(Day *d, int slot, double at) {
    uint64_t bits;
    memcpy(&bits, &at, sizeof bits);
    d->when[slot] = at;
    d->key[slot] = (bits & ~(uint64_t)255) | (uint64_t)slot;
}

static inline int earliest(const Day *d, int slots) {
    uint64_t least = d->key[0];
    for (int i = 1; i < slots; i++)
        least = d->key[i] < least ? d->key[i] : least;
    return least == UINT64_MAX ? -1 : (int)(least & 255);
}

/* --- the flow of a patient ------------------------------------------------------------------------------------- */

static inline void assist(Day *d, int slot, int p, double now) {
    Visit *v = &d->visit[p];
    if (v->step == PREPARATION)
        v->prepared_from = now;
    d->serving[slot] = (int16_t)p;
    plan(d, slot, now + v->minutes[v->step]);
}

static inline void ask_assistant(Day *d, int p, int priority, int first_slot, double now) {
    if (d->free_assistants)
        assist(d, first_slot + smallest(&d->free_assistants), p, now);
    else
        wait(d, &d->assistants, priority, p);
}

static inline void enter_room(Day *d, int p, int room, int assistants, double now) {
    Visit *v = &d->visit[p];
    v->room = (int8_t)room;
    v->step = PREPARATION;
    ask_assistant(d, p, ASSISTANCE[v->kind], assistants, now);
}

static inline void consult(Day *d, int slot, int p, double now) {
    Visit *v = &d->visit[p];
    double walk = d->last_room[v->doctor] == v->room ? 0 : MOVE;
    d->last_room[v->doctor] = v->room;
    v->taken = now;
    d->serving[slot] = (int16_t)p;
    plan(d, slot, now + (walk + v->minutes[CONSULTATION]));
}

static inline void ask_doctor(Day *d, int p, int doctors, double now) {
    int j = d->visit[p].doctor;
    if (d->free_doctors >> j & 1) {
        d->free_doctors &= ~(1u << j);
        consult(d, doctors + j, p, now);
    } else
        wait(d, &d->doctor[j], d->visit[p].kind, p);
}

static inline void receive(Day *d, int slot, int p, double now) {
    d->serving[slot] = (int16_t)p;
    plan(d, slot, now + d->visit[p].minutes[RECEPTION]);
}

static inline void arrive(Day *d, int slot, double now) {
    int p = d->order[d->arrived++];
    if (d->arrived < d->visits)
        plan(d, slot, d->visit[d->order[d->arrived]].arrival);
    else
        d->key[slot] = UINT64_MAX;
    if (d->free_receptionists)
        receive(d, smallest(&d->free_receptionists), p, now);
    else
        wait(d, &d->reception, d->visit[p].kind, p);
}

static inline void received(Day *d, int slot, int scale, double now) {
    int p = d->serving[slot], assistants = scale;
    Visit *v = &d->visit[p];
    if (d->reception.waiting)
        receive(d, slot, best(d, &d->reception), now);
    else {
        d->free_receptionists |= 1u << slot;
        d->key[slot] = UINT64_MAX;
    }
    if (v->doctor < 0) {
        int least = INT32_MAX;
        for (int j = 0; j < 2 * scale; j++)
            if (d->present >> j & 1 && d->load[j] < least) {
                least = d->load[j];
                v->doctor = (int8_t)j;
            }
    }
    d->load[v->doctor]++;
    if (d->free_rooms)
        enter_room(d, p, smallest(&d->free_rooms), assistants, now);
    else
        wait(d, &d->rooms, v->kind, p);
}

static inline void assisted(Day *d, int slot, int scale, double now) {
    int p = d->serving[slot], assistants = scale, doctors = 3 * scale;
    Visit *v = &d->visit[p];
    int closing = v->step == CLOSING;
    if (d->assistants.waiting)
        assist(d, slot, best(d, &d->assistants), now);
    else {
        d->free_assistants |= 1u << (slot - assistants);
        d->key[slot] = UINT64_MAX;
    }
    if (closing) {
        v->left = now;
        if (d->rooms.waiting)
            enter_room(d, best(d, &d->rooms), v->room, assistants, now);
        else
            d->free_rooms |= 1u << v->room;
    } else {
        v->prepared = now;
        if (now < OPENS[v->session])
            d->at_gate[d->gated++] = (int16_t)p;
        else
            ask_doctor(d, p, doctors, now);
    }
}

static inline void consulted(Day *d, int slot, int scale, double now) {
    int p = d->serving[slot], assistants = scale, j = slot - 3 * scale;
    Visit *v = &d->visit[p];
    v->called_out = now;
    d->last_consultation[j] = now;
    d->load[j]--;
    if (d->doctor[j].waiting)
        consult(d, slot, best(d, &d->doctor[j]), now);
    else {
        d->free_doctors |= 1u << j;
        d->key[slot] = UINT64_MAX;
    }
    v->step = CLOSING;
    ask_assistant(d, p, 1, assistants, now);
}

static inline void open_gate(Day *d, int slot, int scale, double now) {
    for (int i = 0; i < d->gated; i++)
        ask_doctor(d, d->at_gate[i], 3 * scale, now);
    d->gated = 0;
    if (++d->session < 2)
        plan(d, slot, OPENS[d->session]);
    else
        d->key[slot] = UINT64_MAX;
}

/* --- a day ----------------------------------------------------------------------------------------------------- */

static inline void begin(Day *d, int scale) {
    int gate = 5 * scale, arrivals = gate + 1;
    memset(d->key, 0xFF, sizeof d->key);
    d->arrived = d->gated = d->session = 0;
    d->reception.waiting = d->assistants.waiting = d->rooms.waiting = 0;
    d->free_receptionists = (1u << scale) - 1;
    d->free_assistants = d->free_doctors = (1u << 2 * scale) - 1;
    d->free_rooms = (1u << 5 * scale) - 1;
    for (int j = 0; j < 2 * scale; j++) {
        d->doctor[j].waiting = 0;
        d->load[j] = 0;
        d->last_room[j] = -1;
        d->last_consultation[j] = 0;
    }
    plan(d, gate, OPENS[0]);
    if (d->visits)
        plan(d, arrivals, d->visit[d->order[0]].arrival);
}

static inline void run(Day *d, int scale) {
    int assistants = scale, doctors = 3 * scale, gate = 5 * scale, arrivals = gate + 1, slot;
    begin(d, scale);
    while ((slot = earliest(d, arrivals + 1)) >= 0) {
        double now = d->when[slot];
        if (slot < assistants)
            received(d, slot, scale, now);
        else if (slot < doctors)
            assisted(d, slot, scale, now);
        else if (slot < gate)
            consulted(d, slot, scale, now);
        else if (slot == gate)
            open_gate(d, slot, scale, now);
        else
            arrive(d, slot, now);
    }
}

static double overlap(double from, double to, int session) {
    double begins = from > OPENS[session] ? from : OPENS[session], ends = to < CLOSES[session] ? to : CLOSES[session];
    return ends > begins ? ends - begins : 0;
}

static void tell(const Day *d, int scale, Sums *s) {
    double last = 0;
    for (int p = 0; p < d->visits; p++) {
        const Visit *v = &d->visit[p];
        s->before_room += v->prepared_from - v->arrival;
        s->before_doctor += v->taken - v->prepared;
        s->stay += v->left - v->arrival;
        s->busy += v->minutes[CONSULTATION];
        s->within += overlap(v->taken, v->called_out, 0) + overlap(v->taken, v->called_out, 1);
        last = v->left > last ? v->left : last;
    }
    for (int j = 0; j < 2 * scale; j++)
        if (d->last_consultation[j] > CLOSES[1])
            s->overtime += d->last_consultation[j] - CLOSES[1];
    s->served += d->visits;
    s->doctors += __builtin_popcount(d->present);
    s->last += last;
    s->events += 5.0 * d->visits;
}

/* --- arrivals in order: both halves are nearly sorted already -------------------------------------------------- */

static void nearly_sorted(const Day *d, int16_t *order, int from, int to) {
    for (int i = from; i < to; i++) {
        double at = d->visit[i].arrival;
        int k = i - from;
        for (; k > 0 && d->visit[order[k - 1]].arrival > at; k--)
            order[k] = order[k - 1];
        order[k] = (int16_t)i;
    }
}

static void sort(Day *d, int scheduled) {
    int16_t a[MOST_VISITS], b[MOST_VISITS];
    int many_a = scheduled, many_b = d->visits - scheduled, i = 0, j = 0;
    nearly_sorted(d, a, 0, scheduled);
    nearly_sorted(d, b, scheduled, d->visits);
    for (int k = 0; k < d->visits; k++) {
        int first = j == many_b || (i < many_a && d->visit[a[i]].arrival <= d->visit[b[j]].arrival);
        d->order[k] = first ? a[i++] : b[j++];
    }
}

/* --- chance: xoshiro256++, the normal law by a ziggurat of 128 boxes -------------------------------------------- */

enum { BOXES = 128 };
typedef struct {
    uint64_t s[4];
    double x[BOXES + 1], ratio[BOXES];
} Chance;

static inline uint64_t rotated(uint64_t x, int k) { return x << k | x >> (64 - k); }

static inline uint64_t bits(Chance *c) {
    uint64_t *s = c->s, out = rotated(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return out;
}

static inline double between_0_and_1(uint64_t b) { return ((double)(b >> 11) + 0.5) * 0x1p-53; }
static inline double uniform(Chance *c) { return between_0_and_1(bits(c)); }
static inline double exponential(Chance *c) { return -log(uniform(c)); }

static const double EDGE = 3.442619855899, AREA = 9.91256303526217e-3;

static void seeded(Chance *c, uint64_t seed) {
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9E3779B97F4A7C15u);
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        c->s[i] = z ^ z >> 31;
    }
    double f = exp(-0.5 * EDGE * EDGE);
    c->x[0] = AREA / f;
    c->x[1] = EDGE;
    c->x[BOXES] = 0;
    for (int i = 2; i < BOXES; i++) {
        c->x[i] = sqrt(-2 * log(AREA / c->x[i - 1] + f));
        f = exp(-0.5 * c->x[i] * c->x[i]);
    }
    for (int i = 0; i < BOXES; i++)
        c->ratio[i] = c->x[i + 1] / c->x[i];
}

static double beyond_the_edge(Chance *c, int negative) {
    double x, y;
    do {
        x = exponential(c) / EDGE;
        y = exponential(c);
    } while (y + y < x * x);
    return negative ? -(EDGE + x) : EDGE + x;
}

static inline double normal(Chance *c) {
    for (;;) {
        uint64_t b = bits(c);
        int box = (int)(b & (BOXES - 1));
        double u = 2 * between_0_and_1(b) - 1, x = u * c->x[box];
        if (fabs(u) < c->ratio[box])
            return x;
        if (box == 0)
            return beyond_the_edge(c, u < 0);
        double f0 = exp(-0.5 * (c->x[box] * c->x[box] - x * x));
        double f1 = exp(-0.5 * (c->x[box + 1] * c->x[box + 1] - x * x));
        if (f1 + uniform(c) * (f0 - f1) < 1)
            return x;
    }
}

/* --- the inputs of a day ---------------------------------------------------------------------------------------- */

typedef struct { double mu, sigma; } Law;

static Law law(double mean, double variation) {
    double sigma2 = log(1 + variation * variation);
    return (Law){log(mean) - sigma2 / 2, sqrt(sigma2)};
}

static inline void comes(Day *d, Chance *c, const Law *laws, double at, int kind, int doctor, int session) {
    Visit *v = &d->visit[d->visits++];
    v->arrival = at;
    v->kind = (int8_t)kind;
    v->doctor = (int8_t)doctor;
    v->session = (int8_t)session;
    for (int i = 0; i < STEPS; i++)
        v->minutes[i] = exp(laws[i].mu + laws[i].sigma * normal(c));
}

static void unbooked(Day *d, Chance *c, const Law *laws, int kind, double per_min) {
    for (double at = exponential(c) / per_min; at < 480; at += exponential(c) / per_min)
        if (d->visits < MOST_VISITS)
            comes(d, c, laws, at < 210 ? 510 + at : 630 + at, kind, -1, at >= 210);
}

/* `booked` has a set of slots for each doctor. */
static void draw(Day *d, Chance *c, const Law *laws, const uint64_t *booked, int scale) {
    d->visits = 0;
    for (int i = 0; i < SLOTS; i++) {
        int session = i >= 16;
        double slot = session ? 840 + 15 * (i - 16) : 510 + 15 * i;
        for (int j = 0; j < 2 * scale; j++)
            if (booked[j] >> i & 1 && uniform(c) >= NO_SHOW)
                comes(d, c, laws, fmax(DOOR[session], slot - 5 + 8 * normal(c)), SCHEDULED, j, session);
    }
    int scheduled = d->visits;
    unbooked(d, c, laws, URGENT, scale * 0.2 / 60);
    unbooked(d, c, laws, WALK_IN, scale * 0.6 / 60);
    sort(d, scheduled);
}

/* --- what Python calls ------------------------------------------------------------------------------------------ */

/* Given rows of arrival, kind, doctor, session and four durations, gives rows of the three waits. */
int given_day(const double *rows, int visits, int scale, double *waits) {
    Day d;
    if (visits > MOST_VISITS || scale < 1 || scale > MOST_SCALE)
        return -1;
    d.visits = visits;
    d.present = (1u << 2 * scale) - 1;
    for (int p = 0; p < visits; p++, rows += 8) {
        Visit *v = &d.visit[p];
        v->arrival = rows[0];
        v->kind = (int8_t)rows[1];
        v->doctor = (int8_t)rows[2];
        v->session = (int8_t)rows[3];
        memcpy(v->minutes, rows + 4, sizeof v->minutes);
    }
    sort(&d, 0);
    run(&d, scale);
    for (int p = 0; p < visits; p++, waits += 3) {
        const Visit *v = &d.visit[p];
        waits[0] = v->prepared_from - v->arrival;
        waits[1] = v->taken - v->prepared;
        waits[2] = v->left - v->arrival;
    }
    return 0;
}

/* Draws and runs that many days of R1 at scale 1; adds up what they amount to. */
void drawn_days(uint64_t seed, int64_t days, Sums *sums) {
    Day d;
    const Law laws[STEPS] = {law(2, 0.6), law(5, 0.5), law(11, 0.5), law(3, 0.6)};
    const uint64_t all[2] = {(1ull << SLOTS) - 1, (1ull << SLOTS) - 1};
    Chance c;
    seeded(&c, seed);
    memset(sums, 0, sizeof *sums);
    d.present = 3;
    for (; days > 0; days--) {
        draw(&d, &c, laws, all, 1);
        run(&d, 1);
        tell(&d, 1, sums);
    }
}

/* --- R2: a ring of agendas, a set of free slots for each day and doctor ----------------------------------------- */

enum { DOCTORS = 2, RING = 64, LONGEST_LEAD = 42, WARM_UP = 44, BEGINS_WITH = 15, ASKED_ON = -5, CANCELS_FROM = 2 };
static const double REQUESTS = 30, SAME_DAY_SHARE = 0.15, CANCELS = 0.05, BEGINS_FULL = 0.95;

typedef struct {
    uint64_t free[RING][DOCTORS];
    int32_t since[RING][DOCTORS][SLOTS];
    uint64_t same_day, advance;
    int opened; /* the days before this one have a place in the ring */
} Agenda;

typedef struct { double mornings, third_next, advance, lead, same_day, lost; } Access;

static int is_present(int day, int j) {
    int at = (day + 22 * j) % 44;
    return at < 20 || at > 24;
}

static void open_until(Agenda *a, int day) {
    for (; a->opened <= day; a->opened++)
        for (int j = 0; j < DOCTORS; j++)
            a->free[a->opened % RING][j] = is_present(a->opened, j) ? a->same_day | a->advance : 0;
}

static int take(Agenda *a, uint64_t kind, int day, int j, int today) {
    uint64_t *free = &a->free[day % RING][j], found = *free & kind;
    if (!found)
        return 0;
    a->since[day % RING][j][__builtin_ctzll(found)] = today;
    *free &= ~(found & -found);
    return 1;
}

static void begin_agenda(Agenda *a, Chance *c) {
    a->same_day = a->advance = 0;
    a->opened = 0;
    for (int i = 0; i < SLOTS; i++)
        *(i % 6 == 5 ? &a->same_day : &a->advance) |= 1ull << i;
    open_until(a, BEGINS_WITH);
    for (int day = 0; day < BEGINS_WITH; day++)
        for (int j = 0; j < DOCTORS; j++)
            for (uint64_t left = a->free[day][j] & a->advance; left; left &= left - 1)
                if (uniform(c) < BEGINS_FULL * (1 - (double)day / BEGINS_WITH))
                    take(a, left & -left, day, j, ASKED_ON);
}

static void cancel(Agenda *a, Chance *c, int day) {
    for (int j = 0; j < DOCTORS; j++) {
        uint64_t *free = &a->free[day % RING][j];
        for (uint64_t left = is_present(day, j) ? (a->same_day | a->advance) & ~*free : 0; left; left &= left - 1)
            if (day - a->since[day % RING][j][__builtin_ctzll(left)] >= CANCELS_FROM && uniform(c) < CANCELS)
                *free |= left & -left;
    }
}

static void ask(Agenda *a, Chance *c, int j, int today, Access *told) {
    if (uniform(c) < SAME_DAY_SHARE && take(a, a->same_day, today, j, today)) {
        told->same_day++;
        return;
    }
    for (int lead = 1; lead <= LONGEST_LEAD; lead++)
        if (take(a, a->advance, today + lead, j, today)) {
            told->advance++;
            told->lead += lead;
            return;
        }
    told->lost++;
}

static int third_next(const Agenda *a, int j, int today) {
    int free = 0, lead = 0;
    while (free < 3 && ++lead <= LONGEST_LEAD)
        free += __builtin_popcountll(a->free[(today + lead) % RING][j] & a->advance);
    return lead;
}

static void morning(Agenda *a, Chance *c, int today, Access *told) {
    const double none_left = exp(-REQUESTS);
    open_until(a, today + LONGEST_LEAD);
    cancel(a, c, today + 1);
    for (int j = 0; j < DOCTORS; j++)
        for (double left = uniform(c); left > none_left; left *= uniform(c))
            ask(a, c, j, today, told);
    for (int j = 0; j < DOCTORS; j++)
        told->third_next += third_next(a, j, today);
    told->mornings += DOCTORS;
}

/* One replication of R2; adds what happens from the 44th day on to the sums and to the access. */
void days_with_a_backlog(uint64_t seed, int64_t days, Sums *sums, Access *access) {
    Day d;
    Agenda a;
    const Law laws[STEPS] = {law(2, 0.6), law(5, 0.5), law(11, 0.5), law(3, 0.6)};
    Chance c;
    seeded(&c, seed);
    begin_agenda(&a, &c);
    for (int today = 0; today < days; today++) {
        Sums warming = {0};
        Access before = {0};
        int counts = today >= WARM_UP;
        uint64_t booked[DOCTORS];
        morning(&a, &c, today, counts ? access : &before);
        d.present = 0;
        for (int j = 0; j < DOCTORS; j++) {
            d.present |= (uint32_t)is_present(today, j) << j;
            booked[j] = is_present(today, j) ? ~a.free[today % RING][j] : 0;
        }
        draw(&d, &c, laws, booked, 1);
        run(&d, 1);
        tell(&d, 1, counts ? sums : &warming);
    }
}
